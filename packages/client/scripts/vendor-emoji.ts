// Makes src/controls/markdown/emoji-names.ts from an unpacked copy of the npm package "gemoji" (MIT):
//     node packages/client/scripts/vendor-emoji.ts FOLDER
import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder = "."] = process.argv.slice(2);
const { nameToEmoji } = await import(pathToFileURL(join(resolve(folder), "index.js")).href);
const names = new Map<string, string[]>();
for (const [name, emoji] of Object.entries<string>(nameToEmoji))
  names.set(emoji, [...(names.get(emoji) ?? []), name]);
const lines: string[] = [];
let line = "";
for (const [emoji, all] of names) {
  const entry = `${emoji}${all.join(":")}`;
  if (line.length + entry.length > 110) {
    lines.push(line);
    line = "";
  }
  line += line === "" ? entry : ` ${entry}`;
}
lines.push(line);
const head = `// Made by packages/client/scripts/vendor-emoji.ts from gemoji 8.1.0 (MIT, Titus Wormer).

/** Each emoji with the names that GitHub has for it. */
export const emojiNames = \`
`;
writeFileSync(
  join(import.meta.dirname, "../src/controls/markdown/emoji-names.ts"),
  `${head}${lines.join("\n")}\n\`;\n`,
);
