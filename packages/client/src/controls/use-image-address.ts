import { useEffect, useState } from "preact/hooks";
import { useClient } from "../view/client-context.ts";

/** The address of an image that came as an address, as an asset's name, as base64 text or as bytes. */
export function useImageAddress(source: unknown): string | undefined {
  const client = useClient();
  const [blob, setBlob] = useState<string>();
  useEffect(() => {
    const bytes = bytesOf(source);
    if (!bytes) {
      setBlob(undefined);
      return;
    }
    const address = URL.createObjectURL(new Blob([bytes], { type: typeOf(bytes) }));
    setBlob(address);
    return () => URL.revokeObjectURL(address);
  }, [source]);
  if (typeof source === "string" && !isBase64(source) && !isSvg(source)) {
    return source === "" ? undefined : client.assetUrl(source);
  }
  return blob;
}

function bytesOf(source: unknown): Uint8Array<ArrayBuffer> | undefined {
  if (source instanceof Uint8Array) return new Uint8Array(source);
  if (typeof source !== "string") return undefined;
  if (isSvg(source)) return new TextEncoder().encode(source);
  if (!isBase64(source)) return undefined;
  try {
    return Uint8Array.from(atob(source), (character) => character.charCodeAt(0));
  } catch {
    return undefined; // it only looks so: there is nothing to draw
  }
}

function isSvg(source: string): boolean {
  return source.trimStart().startsWith("<") && source.includes("<svg");
}

// An asset's name has a dot or is short; the bytes of an image are neither.
function isBase64(source: string): boolean {
  return source.length > 64 && /^[A-Za-z\d+/\s]+={0,2}\s*$/.test(source);
}

function typeOf(bytes: Uint8Array): string {
  if (bytes[0] === 0x89) return "image/png";
  if (bytes[0] === 0xff) return "image/jpeg";
  if (bytes[0] === 0x47) return "image/gif";
  if (bytes[0] === 0x52) return "image/webp";
  return bytes[0] === 0x3c ? "image/svg+xml" : "application/octet-stream";
}
