import { closeMeanings } from "../../../packages/protocol/src/close-meanings.ts";
import { closeCodes, errorTable } from "../../../packages/protocol/src/errors.ts";
import { code, page, table } from "./markdown.ts";

/** The page of error codes and close codes. */
export function errorsPage(): string {
  return page("Errors", [
    `What fails has a stable code. Over HTTP it is the \`code\` of an \`application/problem+json\` answer with the status below; a
socket that fails with it is closed with the close code, and without one the message alone is dropped and counted.`,
    "## Error codes",
    table(
      ["code", "HTTP status", "close code", "meaning"],
      Object.entries(errorTable).map(([name, { status, close, summary }]) => [
        code(name),
        `${status}`,
        close === null ? "–" : `${close}`,
        summary,
      ]),
    ),
    "## Close codes",
    table(
      ["code", "meaning"],
      Object.entries(closeMeanings).map(([name, meaning]) => [
        `${closeCodes[name as keyof typeof closeCodes]}`,
        meaning,
      ]),
    ),
  ]);
}
