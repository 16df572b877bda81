import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";

const root = join(import.meta.dirname, "../../../packages/client/src");
const registries = ["controls/index.ts", "controls/lazy.ts", "layout/registry.ts"];
const services = "services/loaders.ts";

/** What serves all controls: that it reads something of one says nothing about the others. */
const commonFolders = ["view", "session", "store", "page", "transport"];

/** The source of the client, as the words that it reads of values: `x.word`, `"word"`, `const { word } = x`. */
export class ClientSources {
  readonly #texts = new Map<string, string>();
  readonly #words = new Map<string, ReadonlySet<string>>();
  readonly #entries: ReadonlyMap<string, string>;

  constructor() {
    this.#entries = new Map([...registries, services].flatMap((file) => this.#entriesOf(file)));
  }

  /** Every wire type that the client draws or serves. */
  get types(): readonly string[] {
    return [...this.#entries.keys()];
  }

  /** The words that the files of one control read; none if the client does not have it. */
  wordsOf(type: string): ReadonlySet<string> {
    const known = this.#words.get(type);
    if (known) return known;
    const entry = this.#entries.get(type);
    const words = this.wordsIn(entry ? [...this.#filesFrom(entry)] : []);
    this.#words.set(type, words);
    return words;
  }

  /** The words that some files read. */
  wordsIn(files: readonly string[]): ReadonlySet<string> {
    return new Set(
      files.flatMap((file) => {
        const text = this.#text(file);
        // All that a service has is what it offers.
        const offered = file.startsWith("services/") ? all(text, /(\w+)(?=[:(,\s])/g).flat() : [];
        return [...readWords(text), ...offered.flatMap((word) => word ?? [])];
      }),
    );
  }

  #filesFrom(entry: string): ReadonlySet<string> {
    const files = new Set([entry]);
    for (const file of files) {
      for (const imported of this.#importsOf(file)) {
        if (!commonFolders.includes(imported.split("/")[0] ?? "")) files.add(imported);
      }
    }
    return files;
  }

  #importsOf(file: string): string[] {
    return all(this.#text(file), /(?:from|import\()\s*"(\.[^"]+\.tsx?)"/g).map(([path = ""]) =>
      join(dirname(file), path),
    );
  }

  /** Wire types and the files that they begin with, as a registry and its chunks tell it. */
  #entriesOf(registry: string): [string, string][] {
    const text = this.#text(registry);
    const folder = dirname(registry);
    const named = new Map([
      ...all(text, /import \{([^}]*)\} from "(\.[^"]+)"/g).flatMap(([names = "", from = ""]) =>
        names.split(",").map((name): [string, string] => [name.trim(), join(folder, from)]),
      ),
      ...all(text, /const (\w+) = \(\) => import\("([^"]+)"\)/g).map(
        ([name = "", from = ""]): [string, string] => [name, join(folder, from)],
      ),
    ]);
    const entries =
      registry === services
        ? all(text, /^ {2}(\w+): (.+),$/gm)
        : all(text, /^ {2}(\w+): \{ (?:view|load): ([^,}]+)/gm);
    return entries.map(([type = "", source = ""]): [string, string] => {
      const direct = /import\("([^"]+)"\)/.exec(source)?.[1];
      const file = direct ? join(folder, direct) : named.get(source.trim());
      if (!file) throw new Error(`${registry}: where does ${type} come from?`);
      return [type, file.includes("/chunks/") ? this.#inChunk(file, type) : file];
    });
  }

  #inChunk(chunk: string, type: string): string {
    const exports = all(this.#text(chunk), /export \{([^}]*)\} from "([^"]+)"/g);
    const exported = new RegExp(`\\b${type}\\s*(?:,|$)`, "m");
    const from = exports.find(([names = ""]) => exported.test(names.trim()))?.[1];
    if (!from) throw new Error(`${chunk} has no ${type}`);
    return join(dirname(chunk), from);
  }

  #text(file: string): string {
    const known = this.#texts.get(file);
    if (known !== undefined) return known;
    const text = readFileSync(join(root, file), "utf8");
    const code = text.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, "");
    this.#texts.set(file, code);
    return code;
  }
}

function readWords(text: string): string[] {
  return [
    ...all(text, /\.(\w+)\b(?!\s*=[^=])/g),
    ...all(text, /["'`](\w+)["'`]/g),
    ...all(text, /^\s*(?:async )?(\w+)(?:\(.*\{|: .*=>.*|: \w+\(.*)$/gm), // methods that are offered
    ...all(text, /(?:const|let) \{([^}]*)\}\s*=/g).map(([names = ""]) => names.match(/\w+/g) ?? []),
    ...all(text, /useMethods\(\w+, (.*)$/gm).map(([names = ""]) => names.match(/\w+/g) ?? []),
  ].flatMap((words) => words.flatMap((word) => word ?? []));
}

function all(text: string, pattern: RegExp): (string | undefined)[][] {
  return [...text.matchAll(pattern)].map(([, ...groups]) => groups);
}
