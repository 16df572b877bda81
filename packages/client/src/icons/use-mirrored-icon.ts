import { useEffect, useState } from "preact/hooks";
import { loadChunk } from "../view/load-chunk.ts";
import { isMirrored } from "./icon-glyph.ts";

/** Whether an icon must be turned round; the table is fetched when the first icon stands in right-to-left text. */
export function useMirroredIcon(icon: number, rtl: boolean): boolean {
  const [places, setPlaces] = useState("");
  useEffect(() => {
    if (!rtl) return;
    let mounted = true;
    void loadChunk(() => import("./mirrored-icons.ts")).then((table) => {
      if (mounted) setPlaces(table.mirroredIcons);
    });
    return () => {
      mounted = false;
    };
  }, [rtl]);
  return rtl && places !== "" && isMirrored(icon, places);
}
