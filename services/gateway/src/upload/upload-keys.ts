import { createCipheriv, createDecipheriv, createHmac } from "node:crypto";
import type { Hmac } from "@flotilla/protocol";

/** What a session needs to sign upload addresses. */
export interface UploadGrant {
  readonly uploadKey: Uint8Array;
  readonly uploadTicket: string;
}

const nonceBytes = 12;
const tagBytes = 16;

export const hmacSha256: Hmac = (key, message) =>
  createHmac("sha256", key).update(message).digest();

/**
 * Keys of upload addresses, derived from what only the services share. An app process gets the key of each session that it
 * runs: it can sign for those and for no other session, app or team. The ticket names the session without telling its id.
 */
export class UploadKeys {
  readonly #secret: Uint8Array;

  constructor(internalToken: string) {
    this.#secret = hmacSha256(internalToken, "flotilla uploads");
  }

  grant(team: string, app: string, sessionId: string): UploadGrant {
    return {
      uploadKey: this.keyOf(team, app, sessionId),
      uploadTicket: this.#seal(team, app, sessionId),
    };
  }

  keyOf(team: string, app: string, sessionId: string): Uint8Array {
    return hmacSha256(this.#secret, `key\0${team}\0${app}\0${sessionId}`);
  }

  /** The session that a ticket names; undefined if it was not made here for this app. */
  open(team: string, app: string, ticket: string): string | undefined {
    const bytes = Buffer.from(ticket, "base64url");
    if (bytes.length <= nonceBytes + tagBytes) return undefined;
    const nonce = bytes.subarray(0, nonceBytes);
    const decipher = createDecipheriv("aes-256-gcm", this.#ticketKey(team, app), nonce, {
      authTagLength: tagBytes,
    });
    decipher.setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    try {
      const text = decipher.update(bytes.subarray(nonceBytes + tagBytes), undefined, "utf8");
      return text + decipher.final("utf8");
    } catch {
      return undefined; // tampered with, or of another app or host
    }
  }

  /** The nonce comes from the id: a session's ticket is the same on every gateway, and no nonce serves two texts. */
  #seal(team: string, app: string, sessionId: string): string {
    const key = this.#ticketKey(team, app);
    const nonce = Buffer.from(hmacSha256(key, `nonce\0${sessionId}`)).subarray(0, nonceBytes);
    const cipher = createCipheriv("aes-256-gcm", key, nonce, { authTagLength: tagBytes });
    const sealed = Buffer.concat([cipher.update(sessionId, "utf8"), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url");
  }

  #ticketKey(team: string, app: string): Uint8Array {
    return hmacSha256(this.#secret, `ticket\0${team}\0${app}`);
  }
}
