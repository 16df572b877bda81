/** HMAC-SHA256; given by the caller, as the two ends get it from different places. */
export type Hmac = (key: string | Uint8Array, message: string) => Uint8Array;

/** What an upload's address says; the order of its fields is part of the signature. */
export interface UploadClaim {
  readonly fileName: string;
  /** ISO 8601 in UTC, as it was written. */
  readonly expiry: string;
}

/** The signed part of the query, form-urlencoded as Flet does it. */
export function uploadQuery({ fileName, expiry }: UploadClaim): string {
  return `f=${formEncode(fileName)}&e=${formEncode(expiry)}`;
}

/** Signature of an upload's address: the key is first bound to the expiry, then used for path and query. */
export function uploadSignature(
  hmac: Hmac,
  secret: string | Uint8Array,
  path: string,
  claim: UploadClaim,
): Uint8Array {
  const bound = hmac(secret, claim.expiry);
  return hmac(bound, path.replace(/^\/+|\/+$/g, "") + uploadQuery(claim));
}

/** A point in time as Flet writes it: microseconds and the offset spelled out. */
export function uploadExpiry(time: Date): string {
  const [seconds = "", fraction = ""] = time.toISOString().slice(0, -1).split(".");
  return fraction === "000" ? `${seconds}+00:00` : `${seconds}.${fraction}000+00:00`;
}

/** Letters, digits and `_.-~` stay, a space becomes a plus. */
function formEncode(text: string): string {
  return encodeURIComponent(text)
    .replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
    .replaceAll("%20", "+");
}
