import { createHash } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type ErrorCode, errorTable } from "@flotilla/protocol";
import { sendProblem } from "@flotilla/service-kit";
import { sendHtml, wantsHtml } from "../http/answer.ts";
import { notePage } from "../http/pages.ts";
import { setLoginPageHeaders, setPlainPageHeaders } from "../http/security-headers.ts";

/** The only script that runs here: a window that was opened for the sign-in goes away by itself. */
const closing = "window.close()";
const closingDigest = `sha256-${createHash("sha256").update(closing).digest("base64")}`;

/** Says that a sign-in has ended, and closes the window if it is one of its own. `html` is the app's own page. */
export function sendDone(
  response: ServerResponse,
  done: { readonly appPath: string; readonly hasFailed: boolean; readonly html: string | null },
): void {
  const { appPath, hasFailed, html } = done;
  const title = hasFailed ? "You are not signed in" : "You are signed in";
  const text = hasFailed ? "The provider has refused the sign-in." : "You can close this window.";
  const page = html ?? notePage(title, text, { path: appPath, text: "Back to the app" });
  setLoginPageHeaders(response, closingDigest, html !== null);
  sendHtml(response, 200, `${page}<script>${closing}</script>`);
}

/** Says why a provider's answer is not taken: to people as a page, to programs as a problem. */
export function sendRefusal(
  request: IncomingMessage,
  response: ServerResponse,
  refusal: {
    readonly code: ErrorCode;
    readonly title: string;
    readonly text: string;
    readonly appPath: string;
  },
): void {
  const { code, title, text, appPath } = refusal;
  const { status } = errorTable[code];
  if (!wantsHtml(request)) {
    sendProblem(response, { status, code, title });
    return;
  }
  setPlainPageHeaders(response);
  sendHtml(response, status, notePage(title, text, { path: appPath, text: "Back to the app" }));
}
