import { mediaShape, orientations, pageEnums, pageShape, windowShape } from "../page-fields.ts";
import type { Shape } from "../shape.ts";
import { type Cursor, invalid } from "./cursor.ts";

const fields: Shape = { ...pageShape, window: windowShape, media: mediaShape };
const enums: Readonly<Record<string, ReadonlySet<string>>> = {
  ...pageEnums,
  orientation: orientations,
};

/**
 * Refuses an update of the page that gives a property a value of a wrong type or outside of its enumeration, which would fail
 * inside the app. Null says that the client does not know; unknown names are no business of the gateway's.
 */
export function scanPageProps(cursor: Cursor): void {
  scanFields(cursor, fields, 3);
}

function scanFields(cursor: Cursor, shape: Shape, depth: number): void {
  for (let left = cursor.enter("map", depth); left > 0; left--) {
    const name = cursor.text(cursor.key());
    const wanted = Object.hasOwn(shape, name) ? shape[name] : undefined;
    const found = cursor.kind();
    if (wanted === undefined || found === "null") cursor.skip(depth + 1);
    else if (typeof wanted === "object") {
      if (found !== "map") throw wrong(name);
      scanFields(cursor, wanted, depth + 1);
    } else if (wanted === "?string" && found === "string") {
      const text = cursor.text(cursor.string());
      const values = Object.hasOwn(enums, name) ? enums[name] : undefined;
      if (values?.has(text) === false) throw wrong(name);
    } else if (
      (wanted === "?boolean" && found === "boolean") ||
      (wanted === "?number" && (found === "integer" || found === "float"))
    )
      cursor.skip(depth + 1);
    else throw wrong(name);
  }
}

function wrong(name: string): Error {
  return invalid(`"${name}" has a wrong type or value`, "PROPERTY_INVALID");
}
