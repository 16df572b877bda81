import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, test } from "@jest/globals";
import { play, type Vector } from "./driver.ts";
import { exceptions } from "./exceptions.ts";
import { inProcess } from "./in-process.ts";
import { scenarios } from "./index.ts";

const folder = new URL("../vectors/", import.meta.url);
const names = readdirSync(folder).map((file) => file.replace(/\.json$/, ""));

function vectorOf(name: string): Vector {
  return JSON.parse(readFileSync(new URL(`${name}.json`, folder), "utf8")) as Vector;
}

describe("recorded scenarios as apps", () => {
  for (const scenario of scenarios) {
    const exception = exceptions[scenario.name];
    const claim = exception?.reason ?? "the same messages and the same tree";
    test(`${scenario.name}: ${claim}`, async () => {
      const { clients } = await play(vectorOf(scenario.name), inProcess(scenario));
      for (const { received, recorded, receivedTree, recordedTree } of clients.values()) {
        if (exception === undefined) expect(received).toEqual(recorded);
        else expect(received).not.toEqual(recorded);
        if (exception?.differs === "tree") expect(receivedTree).not.toEqual(recordedTree);
        else expect(receivedTree).toEqual(recordedTree);
      }
    });
  }

  test("every recording is an app or has a reason not to be", () => {
    const known = new Set([...scenarios.map(({ name }) => name), ...Object.keys(exceptions)]);
    expect(names.filter((name) => !known.has(name))).toEqual([]);
  });
});
