import { comment } from "./docs.ts";
import { ModuleText } from "./module-text.ts";
import type { ColorFile, IconFile } from "./schema.ts";

/** One set of icons: typed members, and their names packed into one string that is unpacked at first use. */
export function emitIcons(name: string, icons: IconFile["material"]["icons"]): string {
  const names = Object.keys(icons);
  const base = icons[names[0] ?? ""]?.[0] ?? 0;
  names.forEach((icon, index) => {
    if (icons[icon]?.[0] !== base + index) throw new Error(`${name}.${icon} is out of order`);
  });
  const module = new ModuleText();
  module.value("../enums/icon-set.ts", "iconSet");
  module.type("../enums/icon-set.ts", "IconSetHelpers");
  module.write(
    `\n${comment(`${names.length} icons: numbers on the wire.`)}export interface ${name}Set extends IconSetHelpers {\n`,
  );
  for (const icon of names) module.write(`  readonly ${icon}: number;\n`);
  module.write("}\n\n");
  module.write(
    comment(`Icons by name: \`ft.${name}.${names.includes("ADD") ? "ADD" : names[0]}\`.`),
  );
  module.write(
    `export const ${name}: ${name}Set = iconSet(\n  ${base},\n  "${pack(names)}",\n);\n`,
  );
  return module.toString();
}

const variants = ["_OUTLINED", "_ROUNDED", "_SHARP"];

/** `ABC*` stands for ABC and its three variants. */
function pack(names: readonly string[]): string {
  const packed: string[] = [];
  for (let i = 0; i < names.length; i++) {
    const name = names[i] ?? "";
    const hasVariants = variants.every(
      (variant, offset) => names[i + 1 + offset] === name + variant,
    );
    packed.push(hasVariants ? `${name}*` : name);
    if (hasVariants) i += variants.length;
  }
  return packed.join(" ");
}

/** The named colors. */
export function emitColors(file: ColorFile): string {
  const module = new ModuleText();
  module.value("../enums/color-set.ts", "colorHelpers");
  const sets = { Colors: file.colors, CupertinoColors: file.cupertino };
  for (const [name, colors] of Object.entries(sets)) {
    const members = Object.entries(colors).map(
      ([color, { wire }]) => `  ${color}: ${JSON.stringify(wire)},\n`,
    );
    const values = `{\n${members.join("")}} as const`;
    module.write(`\nconst ${name}Values = ${values};\n\n`);
    module.write(
      comment(
        `${members.length} named colors; any color may have an opacity: \`ft.${name}.withOpacity(0.5, color)\`.`,
      ),
    );
    module.write(
      `export const ${name} = Object.freeze({\n  ...${name}Values,\n  ...colorHelpers(${name}Values),\n});\n`,
    );
  }
  return module.toString();
}
