import type { AppMessage, WorkerMessage } from "@flotilla/protocol";
import type { ProcessRequests } from "../egress/process-requests.ts";
import type { LoginDesk } from "./login-desk.ts";

/** Does what an app process asks its worker for, and answers with its number; never rejects. */
export type DoErrand = (
  errand: Extract<AppMessage, { type: "request" | "login" }>,
) => Promise<WorkerMessage>;

/** What one app process may ask for: requests to the world outside, sign-ins to be kept. */
export function errands(requests: ProcessRequests, logins: LoginDesk): DoErrand {
  return (errand) => (errand.type === "request" ? requests.answer(errand) : logins.answer(errand));
}
