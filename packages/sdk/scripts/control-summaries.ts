import type { ControlNode } from "./schema.ts";

/** What a control is: a sentence, then the facts. */
export function controlText(id: string, node: ControlNode): string {
  const summary = summaries[id] ?? `The control \`${node.className}\`.`;
  const facts = [];
  if (node.abstract) facts.push("A base class.");
  else facts.push(`Wire type \`${node.wireType}\`.`);
  if (node.carriesAction) facts.push("May carry client actions.");
  if (node.note) facts.push(`(${node.note})`);
  return [summary, ...facts].join(" ");
}

const summaries: Readonly<Record<string, string>> = {};
