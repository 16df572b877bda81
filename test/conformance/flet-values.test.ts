import { readFileSync } from "node:fs";
import { Extension } from "@flotilla/protocol";
import * as ft from "@flotilla/sdk";
import { expect, test } from "@jest/globals";
import { toWire } from "../../packages/sdk/src/core/serialize.ts";
import * as canvas from "../../packages/sdk/src/generated/canvas.ts";
import * as values from "../../packages/sdk/src/generated/values.ts";

type Fields = Readonly<Record<string, unknown>>;
type Build = { readonly $value?: string; readonly $control?: string; readonly fields: Fields };

interface Corpus {
  readonly cases: readonly {
    readonly build: Build;
    readonly wire?: unknown;
    readonly throws?: true;
  }[];
  readonly helpers: readonly {
    readonly class: string;
    readonly helper: string;
    readonly args: readonly unknown[];
    readonly named: Fields;
    readonly wire: unknown;
  }[];
  readonly constants: readonly {
    readonly class: string;
    readonly constant: string;
    readonly wire: unknown;
  }[];
}

const corpus = JSON.parse(
  readFileSync(new URL("./fixtures/flet-values.json", import.meta.url), "utf8"),
) as Corpus;

type Class = new (named: Fields) => object;

function classOf(name: string): Class & Readonly<Record<string, (...args: unknown[]) => unknown>> {
  const known: Readonly<Record<string, unknown>> = { ...values, ...ft };
  if (name.startsWith("canvas.Path.")) return Reflect.get(ft.canvas.Path, name.slice(12));
  if (name.startsWith("canvas.")) return Reflect.get(canvas, name.slice(7));
  if (name === "dropdownm2.Option") return ft.dropdownm2.Option as never;
  return known[name === "_Matrix4Call" ? "Matrix4Call" : name] as never;
}

function camelCase(name: string): string {
  return name.replace(/_+([a-z0-9])/g, (_match, letter: string) => letter.toUpperCase());
}

function make(description: unknown): unknown {
  if (Array.isArray(description)) return description.map(make);
  if (typeof description !== "object" || description === null) return description;
  const node = description as Record<string, never>;
  if ("$value" in node || "$control" in node) return construct(node as unknown as Build);
  if ("$enum" in node) return node.value;
  if ("$bytes" in node) return Uint8Array.from(Buffer.from(node.$bytes, "hex"));
  if ("$date" in node) return new Date(node.$date);
  if ("$time" in node) return ft.TimeOfDay.parse(node.$time);
  if ("$float" in node) return node.$float === "inf" ? Number.POSITIVE_INFINITY : Number.NaN;
  if ("$map" in node) {
    return Object.fromEntries((node.$map as [never, never][]).map((pair) => pair.map(make)));
  }
  if ("$tuple" in node) return make(node.$tuple);
  if ("$handler" in node) return () => {};
  return node;
}

function named(fields: Fields): Fields {
  return Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [camelCase(key), make(value)]),
  );
}

function construct({ $value, $control, fields }: Build): object {
  return new (classOf($value ?? $control ?? ""))(named(fields));
}

/** Wire data in the corpus's notation, without ids. */
function plain(wire: unknown): unknown {
  if (Array.isArray(wire)) return wire.map(plain);
  if (wire instanceof Extension) return { $ext: [wire.code, wire.text] };
  if (wire instanceof Date) return { $ext: [1, wire.toISOString().replace(".000Z", "+00:00")] };
  if (wire instanceof Uint8Array) return { $bytes: Buffer.from(wire).toString("hex") };
  if (typeof wire === "number" && !Number.isFinite(wire))
    return { $float: wire > 0 ? "inf" : "-inf" };
  if (typeof wire !== "object" || wire === null) return wire;
  const entries = Object.entries(wire).filter(([key]) => key !== "_i");
  return Object.fromEntries(entries.map(([key, value]) => [key, plain(value)]));
}

test("what is built from values and controls is sent as Flet sends it", () => {
  const differences = corpus.cases.flatMap(({ build, wire, throws }) => {
    try {
      const actual = plain(toWire(construct(build)));
      expect(throws === true ? "refused" : actual).toEqual(throws === true ? actual : wire);
      return [];
    } catch (error) {
      return throws === true ? [] : [`${JSON.stringify(build)}\n${String(error)}`];
    }
  });
  expect(differences).toEqual([]);
});

test.each(corpus.helpers)("$class: $helper makes what Flet's helper makes", ({ wire, ...call }) => {
  const given = [...call.args.map(make)];
  if (Object.keys(call.named).length > 0) given.push(named(call.named));
  const made = classOf(call.class)[camelCase(call.helper)]?.(...given);
  expect(plain(toWire(made))).toEqual(wire);
});

test("named alignments are where Flet has them", () => {
  for (const { constant, wire } of corpus.constants) {
    expect(plain(toWire(Reflect.get(ft.Alignment, constant)))).toEqual(wire);
  }
});
