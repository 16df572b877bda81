import type { Patch } from "@flotilla/protocol";
import { type ControlMap, isControl, keyOf } from "../control-map.ts";
import { Differ } from "./differ.ts";
import { PatchBuilder } from "./patch-builder.ts";
import { Path } from "./path.ts";

/** The patch that turns one plain tree into another one of the same root id; undefined if they are equal. Items match by key, else by id. */
export function diffControls(before: ControlMap, after: ControlMap): Patch | undefined {
  const patch = new PatchBuilder();
  const differ: Differ<ControlMap> = new Differ<ControlMap>(
    {
      isObject: isControl,
      keyOf: (control) => keyOf(control) ?? control._i,
      same: (a, b) => a._c === b._c && a._i === b._i,
      update(a, b, path) {
        for (const name of Object.keys(b))
          if (!(name in a)) differ.value(path, name, null, b[name], "position");
        for (const name of Object.keys(a))
          differ.value(path, name, a[name], b[name] ?? null, "position");
      },
      write: (value) => value,
    },
    patch,
  );
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)]))
    differ.value(Path.root, name, before[name] ?? null, after[name] ?? null, "position");
  return patch.isEmpty ? undefined : patch.build();
}
