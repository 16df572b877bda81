import process from "node:process";
import { type LinkAttach, uploadExpiry, uploadQuery, uploadSignature } from "@flotilla/protocol";
import type { SessionHooks } from "@flotilla/sdk/runtime";

/** Signs upload addresses of one session; nothing if its gateway takes no uploads. */
export function uploadSigner(
  path: string,
  { uploadKey, uploadTicket }: Pick<LinkAttach, "uploadKey" | "uploadTicket">,
): Pick<SessionHooks, "uploadUrl"> {
  if (uploadKey === undefined || uploadTicket === undefined) return {};
  const uploadUrl = (fileName: string, ttlSeconds: number): string => {
    // OpenSSL takes longer to start than the runtime: most apps never need it.
    const { createHmac } = process.getBuiltinModule("node:crypto");
    const claim = { fileName, expiry: uploadExpiry(new Date(Date.now() + ttlSeconds * 1_000)) };
    const signature = Buffer.from(
      uploadSignature(
        (key, message) => createHmac("sha256", key).update(message).digest(),
        uploadKey,
        path,
        claim,
      ),
    );
    return `${path}?${uploadQuery(claim)}&s=${signature.toString("hex")}&t=${uploadTicket}`;
  };
  return { uploadUrl };
}
