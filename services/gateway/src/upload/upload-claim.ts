import { timingSafeEqual } from "node:crypto";
import { FlotillaError, uploadPath, uploadSignature } from "@flotilla/protocol";
import { hmacSha256, type UploadKeys } from "./upload-keys.ts";

/** Where an upload may go. */
export interface VerifiedUpload {
  readonly sessionId: string;
  readonly fileName: string;
}

/** Checks an upload's address: its fields (400), its signature (403), its expiry (410), its file name (400). */
export function verifyUpload(
  keys: UploadKeys,
  team: string,
  app: string,
  query: string,
  now: number,
): VerifiedUpload {
  const fields = new URLSearchParams(query);
  const [fileName, expiry, signature, ticket] = ["f", "e", "s", "t"].map((name) =>
    single(fields, name),
  );
  if (!fileName || !expiry || !signature || !ticket) {
    throw new FlotillaError("REQUEST_INVALID", "upload: expected f, e, s and t in the query");
  }
  const expires = Date.parse(expiry);
  if (Number.isNaN(expires)) throw new FlotillaError("REQUEST_INVALID", "upload: e is no time");
  const sessionId = keys.open(team, app, ticket);
  const given = Buffer.from(/^[0-9a-f]{64}$/.test(signature) ? signature : "", "hex");
  if (sessionId === undefined || given.length === 0) throw notSigned();
  const key = keys.keyOf(team, app, sessionId);
  const expected = uploadSignature(hmacSha256, key, `/${team}/${app}/upload`, { fileName, expiry });
  if (!timingSafeEqual(given, expected)) throw notSigned();
  if (now >= expires) throw new FlotillaError("ADDRESS_EXPIRED", "This upload address has expired");
  if (uploadPath(fileName) === undefined) {
    throw new FlotillaError("REQUEST_INVALID", "upload: the file name leaves the upload folder");
  }
  return { sessionId, fileName };
}

/** A field that is given twice could be read in two ways. */
function single(fields: URLSearchParams, name: string): string | undefined {
  const values = fields.getAll(name);
  return values.length === 1 ? values[0] : undefined;
}

function notSigned(): FlotillaError {
  return new FlotillaError("SIGNATURE_INVALID", "This upload address was not made by the app");
}
