import { useEffect, useRef } from "preact/hooks";
import { useClient } from "../../view/client-context.ts";
import type { Pictures } from "./draw-shape.ts";

/** Loads the pictures of a canvas; `redraw` is called as each of them arrives. */
export function usePictures(redraw: () => void): Pictures {
  const client = useClient();
  const known = useRef(new Map<unknown, HTMLImageElement>());
  const addresses = useRef<string[]>([]);
  useEffect(
    () => () => {
      for (const address of addresses.current) URL.revokeObjectURL(address);
    },
    [],
  );
  return (source) => {
    const found = known.current.get(source);
    if (found) return found.complete && found.naturalWidth > 0 ? found : undefined;
    const image = new Image();
    known.current.set(source, image);
    image.onload = redraw;
    if (source instanceof Uint8Array) {
      const address = URL.createObjectURL(new Blob([new Uint8Array(source)]));
      addresses.current.push(address);
      image.src = address;
    } else if (typeof source === "string" && source !== "") image.src = client.assetUrl(source);
    return undefined;
  };
}
