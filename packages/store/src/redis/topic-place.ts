import { FlotillaError } from "@flotilla/protocol";

/** A place in a topic: the id of an entry, the name that the topic was given when it began, and how many came up to here. */
export interface TopicPlace {
  readonly id: string;
  readonly name: string;
  readonly number: number;
}

/** A place as a cursor. */
export function writePlace({ id, name, number }: TopicPlace): string {
  return `${id}/${name}/${number}`;
}

/** The place that a cursor names. */
export function readPlace(cursor: string): TopicPlace {
  const [, id, name = "", number] = /^(\d+-\d+)\/([\w-]*)\/(\d+)$/.exec(cursor) ?? [];
  if (id === undefined) throw new FlotillaError("CONFLICT", "topic: no cursor of this store");
  return { id, name, number: Number(number) };
}
