import { comment } from "./docs.ts";
import { ModuleText } from "./module-text.ts";
import type { Schema } from "./schema.ts";
import { Scope } from "./scope.ts";

/** Aliases of Flet's that authors do not need or that other parts of the SDK define. */
const left = new Set(["AppCallable", "Updater", "HoverEvent"]);

/** Type aliases: what a property takes where several forms are allowed. */
export function emitAliases(schema: Schema): string {
  const module = new ModuleText();
  const scope = new Scope(schema, module, "aliases");
  module.write(
    `\n${comment("A color: a name such as `ft.Colors.BLUE_200` or `red`, `#rrggbb`, `#aarrggbb`; `,0.5` adds an opacity.")}`,
  );
  module.write("export type ColorValue = string;\n");
  module.write(
    `${comment("An icon: a member of `ft.Icons` or `ft.CupertinoIcons`.")}export type IconData = number;\n`,
  );
  for (const name of aliasNames(schema)) {
    const { type, params } = schema.aliases[name] ?? { type: { kind: "any" } };
    if (name === "ControlStateValue") {
      scope.mentionType("enum", "ControlState");
      module.write(
        comment(
          "One value, or a map from `ControlState` to values; the first state that holds wins, `default` last.",
        ),
      );
      module.write(
        "export type ControlStateValue<T> = T | { readonly [state in ControlState]?: T };\n",
      );
      continue;
    }
    module.write(
      `export type ${name}${params ? `<${params.join(", ")}>` : ""} = ${scope.typeText(type)};\n`,
    );
  }
  return module.toString();
}

export function aliasNames(schema: Schema): string[] {
  return Object.keys(schema.aliases).filter((name) => !left.has(name));
}
