import { z } from "zod";
import { settingsSchema } from "./app-settings.ts";

/** The published schema of `flotilla.json`, as the text of its file. */
export function settingsJsonSchema(): string {
  const schema = z.toJSONSchema(settingsSchema, { io: "input", unrepresentable: "any" });
  return `${JSON.stringify({ ...schema, title: "flotilla.json" }, null, 2)}\n`;
}
