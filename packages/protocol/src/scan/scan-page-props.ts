import { pageEnums } from "../page-fields.ts";
import { type Cursor, invalid } from "./cursor.ts";

/** Refuses an update of the page that gives a property with an enumeration another value, which would fail inside the app. */
export function scanPageProps(cursor: Cursor): void {
  for (let left = cursor.enter("map", 3); left > 0; left--) {
    const name = cursor.text(cursor.key());
    const values = Object.hasOwn(pageEnums, name) ? pageEnums[name] : undefined;
    if (values === undefined) {
      cursor.skip(4);
      continue;
    }
    if (cursor.kind() !== "string" || !values.has(cursor.text(cursor.string())))
      throw invalid(`"${name}" is outside of its enumeration`, "PROPERTY_INVALID");
  }
}
