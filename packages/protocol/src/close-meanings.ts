import type { closeCodes } from "./errors.ts";

/** What a client learns from each close code, and how it goes on; text of the reference page. */
export const closeMeanings: Readonly<Record<keyof typeof closeCodes, string>> = {
  normal:
    "The session has ended. Nothing to come back to: a new session starts only when asked for.",
  goingAway: "An end is leaving, such as a page that is closed. The session waits for its client.",
  policy: "The client broke a rule or a limit. The session stays; come back after 2 s or more.",
  tooBig: "A packet was over the size limit. The session stays.",
  internal: "An error of ours, or no answer to a ping. The session stays; come back.",
  noCapacity: "No seat for a new session now. Come back after 2 s or more.",
  appUnknown: "There is no such app. Coming back does not help.",
  ownershipLost: "The session is on a newer socket, or its owner has lost it. Come back.",
  moved: "The gateway leaves or the app process is away. Come back at once, to wherever it leads.",
};
