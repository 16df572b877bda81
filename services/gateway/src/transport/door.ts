import type { IncomingMessage } from "node:http";
import { type ErrorCode, isName } from "@flotilla/protocol";
import type { ClientFacts, ClientFactsReader } from "../http/client-facts.ts";
import { parseTarget } from "../http/target.ts";
import type { AddressLimits } from "../limits/address-limits.ts";
import type { AttemptResult } from "../metrics.ts";
import type { ClientSocket, ClientSocketHandler } from "./client-socket.ts";
import type { OriginRule } from "./origin.ts";
import type { TransportName } from "./transport-name.ts";

/** The app that an address names; whether it exists is said after the registration, where clients understand it. */
export interface Place {
  readonly team: string;
  readonly app: string;
}

/** The app of a request for one of the addresses inside an app, with or without a slash at its end. */
export function placeOf(url: string | undefined, address: "ws" | "socket.io"): Place | undefined {
  const [team, app, last, ...more] = parseTarget(url)?.segments ?? [];
  if (team === undefined || app === undefined || last !== address || more.length > 0)
    return undefined;
  return isName(team) && isName(app) ? { team, app } : undefined;
}

/** What an accepted handshake says. */
export interface Handshake extends Place {
  readonly facts: ClientFacts;
  readonly request: IncomingMessage;
}

/** What an entrance asks and tells. */
export interface EntranceParts {
  readonly origins: OriginRule;
  readonly addresses: AddressLimits;
  readonly facts: ClientFactsReader;
  readonly isDraining: () => boolean;
  readonly accept: (handshake: Handshake, socket: ClientSocket) => ClientSocketHandler;
  readonly observe: (transport: TransportName, result: AttemptResult) => void;
}

/** Why a handshake is refused. */
export interface Refusal {
  readonly result: AttemptResult;
  readonly code: ErrorCode;
  readonly retryAfterS?: number;
}

/** A handshake that may go on; its address is counted until `leave` is called. */
export interface Admission {
  readonly facts: ClientFacts;
  /** Counts once, however often it is called. */
  readonly leave: () => void;
}

/** Lets a client in, or says why not, before any work is done for it. */
export function admit(
  parts: EntranceParts,
  request: IncomingMessage,
  isOurs: boolean,
): Admission | Refusal {
  const { addresses, isDraining } = parts;
  if (isDraining()) return { result: "limit", code: "DRAINING", retryAfterS: 1 };
  if (!isOurs) return { result: "origin", code: "ORIGIN_REFUSED" };
  const facts = parts.facts.read(request);
  const waitS = addresses.registrationWaitS(facts.ip);
  if (waitS > 0) return { result: "rate", code: "RATE_LIMITED", retryAfterS: waitS };
  if (!addresses.connect(facts.ip))
    return { result: "limit", code: "RATE_LIMITED", retryAfterS: 5 };
  let isIn = true;
  const leave = (): void => {
    if (isIn) addresses.release(facts.ip);
    isIn = false;
  };
  return { facts, leave };
}
