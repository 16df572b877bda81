import { createHmac, timingSafeEqual } from "node:crypto";

/** What a gateway says of itself to the worker that relays its link. */
export interface LinkPass {
  readonly gatewayId: string;
  /** Ids of workers are made anew at each start: a pass for an earlier one opens nothing. */
  readonly workerId: string;
  readonly processId: string;
  /** Milliseconds since 1970 after which it opens nothing. */
  readonly expiresAt: number;
  /** What the worker signs, so that the gateway knows it too. */
  readonly nonce: string;
}

const scheme = "Flotilla-Link";
const lifeMs = 30_000;
const field = /^[\w.:-]{1,128}$/;

/** The pass of a gateway for one link, as the value of an `authorization` header. */
export function signLinkPass(pass: Omit<LinkPass, "expiresAt">, key: string, now: number): string {
  const { gatewayId, workerId, processId, nonce } = pass;
  const text = [gatewayId, workerId, processId, now + lifeMs, nonce].join(",");
  return `${scheme} ${text},${sign(key, `pass,${text}`)}`;
}

/** The pass in a header; undefined if it is none, is not signed with this key, or has expired. */
export function readLinkPass(header: string, key: string, now: number): LinkPass | undefined {
  const [given = "", value = "", ...rest] = header.split(" ");
  if (given !== scheme || rest.length > 0) return undefined;
  const parts = value.split(",");
  if (parts.length !== 6 || !parts.every((part) => field.test(part))) return undefined;
  const [gatewayId = "", workerId = "", processId = "", expires, nonce = "", signature = ""] =
    parts;
  const text = parts.slice(0, 5).join(",");
  if (!isSame(signature, sign(key, `pass,${text}`))) return undefined;
  const expiresAt = Number(expires);
  // A clock that runs ahead must not make passes that live for ever.
  if (!(expiresAt > now && expiresAt <= now + 2 * lifeMs)) return undefined;
  return { gatewayId, workerId, processId, expiresAt, nonce };
}

/** What the worker answers: only who has the key can sign the gateway's nonce. */
export function signLinkAnswer({ workerId, processId, nonce }: LinkAnswer, key: string): string {
  return sign(key, ["answer", workerId, processId, nonce].join(","));
}

/** Whether an answer is that of the worker which was asked. */
export function isLinkAnswer(answer: LinkAnswer, signature: string, key: string): boolean {
  return isSame(signature, signLinkAnswer(answer, key));
}

/** What an answer to a pass is about. */
export type LinkAnswer = Pick<LinkPass, "workerId" | "processId" | "nonce">;

function sign(key: string, text: string): string {
  return createHmac("sha256", key).update(`flotilla link 1,${text}`).digest("base64url");
}

function isSame(given: string, right: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}
