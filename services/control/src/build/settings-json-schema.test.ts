import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "@jest/globals";
import { settingsJsonSchema } from "./settings-json-schema.ts";

test("the published schema of flotilla.json is the one that apps are checked by", async () => {
  const path = join(import.meta.dirname, "../../../../docs/generated/flotilla.schema.json");
  expect(JSON.parse(await readFile(path, "utf8"))).toEqual(JSON.parse(settingsJsonSchema()));
});

test("every field of the schema says what it is for", () => {
  const { properties } = JSON.parse(settingsJsonSchema()) as {
    properties: Record<string, { description?: string; properties?: object }>;
  };
  for (const [name, field] of Object.entries(properties)) {
    if (field.properties === undefined)
      expect([name, typeof field.description]).toEqual([name, "string"]);
  }
});
