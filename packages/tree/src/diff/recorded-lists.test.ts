import { readFileSync } from "node:fs";
import { expect, test } from "@jest/globals";
import { Differ } from "./differ.ts";
import { PatchBuilder } from "./patch-builder.ts";
import { Path } from "./path.ts";

class Item {
  readonly name: number;
  constructor(name: number) {
    this.name = name;
  }
}

const items = Array.from({ length: 30 }, (_, name) => new Item(name));

/** Lines of `names before|names after|operations`, as Flet 1.0.5 wrote them for the same objects. */
const lines = readFileSync(new URL("./recorded-lists.txt", import.meta.url), "utf8")
  .trim()
  .split("\n");

function listOf(names: string): unknown[] {
  return names.split(" ").map((name) => items[Number(name)]);
}

test("[DIF1] 300 random list changes give the operations that Flet gives", () => {
  expect(lines.length).toBe(300);
  for (const line of lines) {
    const [before = "", after = "", ops = ""] = line.split("|");
    const patch = new PatchBuilder();
    const differ: Differ<Item> = new Differ<Item>(
      {
        isObject: (value): value is Item => value instanceof Item,
        keyOf: () => undefined,
        same: () => false,
        update: () => undefined,
        write: (value) => (value as Item).name,
      },
      patch,
    );
    differ.list(Path.root, listOf(before), listOf(after), "identity");
    const own = patch.build().slice(1) as unknown as number[][];
    const short = own.map((op) => (op[0] === 3 ? [3, op[2], op[4]] : [op[0], ...op.slice(2)]));
    expect(short).toEqual(JSON.parse(ops));
  }
});
