import { letterOf } from "./tex-letters.ts";
import { branch, leaf, row, type TexNode } from "./tex-node.ts";
import { accents, alphabets, spaces, symbols } from "./tex-symbols.ts";

const token = /\\(?:[a-zA-Z]+|[\s\S])|\s+|\d+(?:\.\d+)?|[\s\S]/gu;
const cellEnds = ["&", "\\\\", "\\end"];
const fences: Readonly<Record<string, readonly [left: string, right: string]>> = {
  pmatrix: ["(", ")"],
  bmatrix: ["[", "]"],
  Bmatrix: ["{", "}"],
  vmatrix: ["|", "|"],
  Vmatrix: ["‖", "‖"],
  cases: ["{", ""],
};
const deepest = 100;

/** Reads a formula. What is not known is shown as it is written. */
export function parseTex(source: string): TexNode {
  return new TexParser(source).whole();
}

class TexParser {
  readonly #tokens: string[];
  #at = 0;
  #depth = 0;

  constructor(source: string) {
    this.#tokens = source.match(token) ?? [];
  }

  whole(): TexNode {
    const parts: TexNode[] = [];
    while (this.#at < this.#tokens.length) {
      parts.push(...this.#until([]));
      if (this.#at < this.#tokens.length) parts.push(leaf("mo", this.#next())); // a brace that closes nothing
    }
    return branch("mrow", parts);
  }

  #until(ends: readonly string[]): TexNode[] {
    const parts: TexNode[] = [];
    for (let next = this.#peek(); next !== undefined; next = this.#peek()) {
      if (ends.includes(next) || next === "}") break;
      const part = this.#scripted();
      if (part) parts.push(part);
    }
    return parts;
  }

  /** One part with its index and power. */
  #scripted(): TexNode | undefined {
    const next = this.#peek();
    const base = next === "_" || next === "^" ? row([]) : this.#part();
    let below: TexNode | undefined;
    let above: TexNode | undefined;
    for (;;) {
      this.#skipSpace();
      const mark = this.#peek();
      if (mark === "_") {
        this.#next();
        below = this.#argument();
      } else if (mark === "^") {
        this.#next();
        above = this.#argument();
      } else if (mark === "'") {
        this.#next();
        above = leaf("mo", `${typeof above?.content === "string" ? above.content : ""}′`);
      } else break;
    }
    if (!base || (!below && !above)) return base;
    const [one, other, both] = base.hasLimits
      ? ["munder", "mover", "munderover"]
      : ["msub", "msup", "msubsup"];
    if (below && above) return branch(both ?? "", [base, below, above]);
    return below ? branch(one ?? "", [base, below]) : branch(other ?? "", [base, above ?? row([])]);
  }

  /** The argument of a command: a group or one part. */
  #argument(): TexNode {
    this.#skipSpace();
    const [first = "", ...others] = this.#peek() ?? "";
    if (/\d/.test(first) && others.length > 0)
      this.#tokens.splice(this.#at, 1, first, others.join(""));
    return this.#part() ?? row([]);
  }

  #part(): TexNode | undefined {
    this.#depth += 1;
    if (this.#depth > deepest) this.#at = this.#tokens.length; // nobody writes that for readers
    const part = this.#partOf(this.#next());
    this.#depth -= 1;
    return part;
  }

  #partOf(next: string): TexNode | undefined {
    if (next === "" || /^\s/.test(next)) return undefined;
    if (next === "{") return this.#group();
    if (next === "~") return branch("mspace", [], { width: "0.33em" });
    if (next === "&") return undefined;
    if (next.startsWith("\\")) return this.#command(next.slice(1));
    if (/^\d/.test(next)) return leaf("mn", next);
    if (/\p{L}/u.test(next)) return leaf("mi", next);
    return leaf(
      "mo",
      next === "-" ? "−" : next,
      /[()[\]|]/.test(next) ? { stretchy: "false" } : undefined,
    );
  }

  #group(): TexNode {
    const parts = this.#until([]);
    if (this.#peek() === "}") this.#next();
    return row(parts);
  }

  #command(name: string): TexNode | undefined {
    const symbol = symbols.get(name);
    if (symbol) {
      const { kind, text } = symbol;
      if (kind === "mi") return leaf("mi", text);
      if (kind === "large")
        return { ...leaf("mo", text, { movablelimits: "true" }), hasLimits: true };
      return kind === "name" ? leaf("mi", text) : leaf("mo", text);
    }
    const space = spaces[name];
    if (space) return branch("mspace", [], { width: space });
    const accent = accents[name];
    if (accent) return branch("mover", [this.#argument(), leaf("mo", accent)], { accent: "true" });
    const variant = alphabets[name];
    if (variant) {
      return branch("mstyle", [lettered(this.#argument(), name)], { class: `fl-tex-${variant}` });
    }
    switch (name) {
      case "frac":
      case "dfrac":
      case "tfrac":
      case "cfrac":
        return branch("mfrac", [this.#argument(), this.#argument()]);
      case "binom": {
        const parts = [this.#argument(), this.#argument()];
        return row([
          leaf("mo", "("),
          branch("mfrac", parts, { linethickness: "0" }),
          leaf("mo", ")"),
        ]);
      }
      case "sqrt":
        return this.#root();
      case "underline":
      case "underbrace": {
        const mark = leaf("mo", name === "underline" ? "_" : "⏟");
        return { ...branch("munder", [this.#argument(), mark]), hasLimits: true };
      }
      case "overset":
      case "underset": {
        const script = this.#argument();
        return branch(name === "overset" ? "mover" : "munder", [this.#argument(), script]);
      }
      case "left":
        return this.#fenced();
      case "begin":
        return this.#environment();
      case "text":
      case "textbf":
      case "textit":
      case "mbox":
        return leaf("mtext", this.#rawArgument());
      case "\\":
        return branch("mspace", [], { linebreak: "newline" });
      case "displaystyle":
      case "textstyle":
      case "limits":
      case "nolimits":
      case "right":
      case "big":
      case "Big":
      case "bigg":
      case "Bigg":
      case "label":
        return undefined;
      default:
        return /^[{}%$#&_|]$/.test(name)
          ? leaf("mo", name === "|" ? "‖" : name)
          : (integral(name) ?? leaf("mtext", `\\${name}`));
    }
  }

  #root(): TexNode {
    this.#skipSpace();
    if (this.#peek() !== "[") return branch("msqrt", [this.#argument()]);
    this.#next();
    const index = row(this.#until(["]"]));
    this.#next();
    return branch("mroot", [this.#argument(), index]);
  }

  #fenced(): TexNode {
    const left = this.#delimiter();
    const content = this.#until(["\\right"]);
    this.#next();
    return row([fence(left), ...content, fence(this.#delimiter())]);
  }

  #delimiter(): string {
    this.#skipSpace();
    const next = this.#next();
    if (next === ".") return "";
    return next.startsWith("\\") ? (symbols.get(next.slice(1))?.text ?? next.slice(1)) : next;
  }

  #environment(): TexNode {
    const name = this.#rawArgument().replace("*", "");
    if (name === "array") this.#rawArgument();
    const lines: TexNode[] = [];
    let cells: TexNode[] = [];
    for (;;) {
      cells.push(branch("mtd", this.#until(cellEnds)));
      const end = this.#next();
      if (end === "&") continue;
      lines.push(branch("mtr", cells));
      cells = [];
      if (end !== "\\\\") break;
    }
    this.#rawArgument();
    const isAligned = name.startsWith("align") || name === "split" || name === "cases";
    const table = branch("mtable", lines, isAligned ? { class: "fl-tex-aligned" } : undefined);
    const [left, right] = fences[name] ?? [];
    return left === undefined ? table : row([fence(left), table, fence(right ?? "")]);
  }

  /** An argument as it is written. */
  #rawArgument(): string {
    this.#skipSpace();
    if (this.#peek() !== "{") return this.#next();
    this.#next();
    let text = "";
    for (let open = 1; this.#at < this.#tokens.length; ) {
      const next = this.#next();
      if (next === "{") open += 1;
      if (next === "}") open -= 1;
      if (open === 0) break;
      text += next;
    }
    return text;
  }

  #skipSpace(): void {
    while (/^\s/.test(this.#peek() ?? "")) this.#next();
  }

  #peek(): string | undefined {
    return this.#tokens[this.#at];
  }

  #next(): string {
    const next = this.#tokens[this.#at] ?? "";
    this.#at += 1;
    return next;
  }
}

function fence(text: string): TexNode {
  return leaf("mo", text, { stretchy: "true", fence: "true" });
}

function integral(name: string): TexNode | undefined {
  const symbol = symbols.get(name);
  return symbol?.kind === "integral" ? leaf("mo", symbol.text) : undefined;
}

/** The letters of an argument in the alphabet of a command; those of a name are one word. */
function lettered(node: TexNode, command: string): TexNode {
  const { content } = node;
  if (typeof content === "string") {
    const isPlain = command === "operatorname" || command === "mathrm";
    return isPlain
      ? leaf("mi", content, { mathvariant: "normal" })
      : { ...node, content: letterOf(command, content) };
  }
  if (command !== "operatorname" && command !== "mathrm") {
    return { ...node, content: content.map((part) => lettered(part, command)) };
  }
  const text = content.map((part) => (typeof part.content === "string" ? part.content : ""));
  return leaf("mi", text.join(""), { mathvariant: "normal" });
}
