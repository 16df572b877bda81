import { useEffect, useRef } from "preact/hooks";
import { useClient } from "../../view/client-context.ts";
import type { Pictures } from "./draw-shape.ts";

interface Kept {
  readonly image: HTMLImageElement;
  /** Made for bytes, to be given back. */
  readonly address?: string;
}

/** Loads the pictures of a canvas; `redraw` is called as each of them arrives. */
export function usePictures(redraw: () => void) {
  const client = useClient();
  const known = useRef(new Map<unknown, Kept>());
  const asked = useRef(new Set<unknown>());
  const find: Pictures = (source) => {
    asked.current.add(source);
    const found = known.current.get(source)?.image;
    if (found) return found.complete && found.naturalWidth > 0 ? found : undefined;
    const image = new Image();
    image.onload = redraw;
    if (source instanceof Uint8Array) {
      const address = URL.createObjectURL(new Blob([new Uint8Array(source)]));
      known.current.set(source, { image, address });
      image.src = address;
    } else {
      known.current.set(source, { image });
      if (typeof source === "string" && source !== "") image.src = client.assetUrl(source);
    }
    return undefined;
  };
  /** Drops the pictures that were not asked for since it was called last. */
  const dropUnused = () => {
    for (const [source, { image, address }] of known.current) {
      if (asked.current.has(source)) continue;
      image.onload = null;
      if (address) URL.revokeObjectURL(address);
      known.current.delete(source);
    }
    asked.current.clear();
  };
  useEffect(() => dropUnused, []);
  return { find, dropUnused };
}
