import { useEffect, useState } from "preact/hooks";
import { loadChunk } from "../../view/load-chunk.ts";

type Find = (name: string) => string | undefined;

/** Finds emoji by name; the names come with the first text that may have one. */
export function useEmoji(wanted: boolean): Find {
  const [find, setFind] = useState<Find>(() => () => undefined);
  useEffect(() => {
    if (!wanted) return;
    void loadChunk(() => import("./emoji-names.ts")).then(({ emojiNames }) => {
      const known = readEmoji(emojiNames);
      setFind(() => (name: string) => known.get(name));
    });
  }, [wanted]);
  return find;
}

/** A name is ASCII, what stands before the first one is the emoji: only digits begin with a letter of a name. */
function readEmoji(source: string): ReadonlyMap<string, string> {
  const known = new Map<string, string>();
  for (const entry of source.trim().split(/\s+/)) {
    const [, emoji = "", names = ""] = /^([\d#*]?[^\x21-\x7e]+)(.+)$/u.exec(entry) ?? [];
    for (const name of names.split(":")) known.set(name, emoji);
  }
  return known;
}
