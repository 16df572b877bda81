import { orientations, pageEnums } from "../page-fields.ts";
import { type Cursor, invalid } from "./cursor.ts";

type Enums = Readonly<Record<string, ReadonlySet<string>>>;

const mediaEnums: Enums = { orientation: orientations };

/** Refuses an update of the page that gives a property with an enumeration another value, which would fail inside the app. */
export function scanPageProps(cursor: Cursor): void {
  scanEnums(cursor, pageEnums, 3);
}

function scanEnums(cursor: Cursor, enums: Enums, depth: number): void {
  for (let left = cursor.enter("map", depth); left > 0; left--) {
    const name = cursor.text(cursor.key());
    const values = Object.hasOwn(enums, name) ? enums[name] : undefined;
    if (values !== undefined) {
      if (cursor.kind() !== "string" || !values.has(cursor.text(cursor.string())))
        throw invalid(`"${name}" is outside of its enumeration`, "PROPERTY_INVALID");
    } else if (name === "media" && enums === pageEnums && cursor.kind() === "map")
      scanEnums(cursor, mediaEnums, depth + 1);
    else cursor.skip(depth + 1);
  }
}
