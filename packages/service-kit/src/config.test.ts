import { expect, test } from "@jest/globals";
import { z } from "zod";
import {
  ConfigError,
  defineConfig,
  describeConfig,
  parseConfig,
  parseConfigOrExit,
} from "./config.ts";
import { parseDuration } from "./duration.ts";
import {
  booleanVariable,
  durationVariable,
  integerVariable,
  listVariable,
  portVariable,
} from "./variables.ts";

const definition = defineConfig({
  service: "gateway",
  shape: {
    FLOTILLA_GATEWAY_PORT: portVariable(8080).describe("Public listener"),
    FLOTILLA_GATEWAY_DRAIN: durationVariable(10_000),
    FLOTILLA_GATEWAY_SEATS: integerVariable(5, 1, 9),
    FLOTILLA_GATEWAY_OPEN: booleanVariable(false),
    FLOTILLA_GATEWAY_NAMES: listVariable((name) => /^[a-z]+$/.test(name), "lower-case names"),
    FLOTILLA_REDIS_URL: z.url().describe("Shared state"),
  },
  build: (env) => ({ ...env }),
});
const redis = { FLOTILLA_REDIS_URL: "redis://127.0.0.1" };

test("what is not given, or empty, has its default, and the result is frozen", () => {
  const { config, warnings } = parseConfig(definition, { ...redis, FLOTILLA_GATEWAY_PORT: "" });
  expect(config).toEqual({
    FLOTILLA_GATEWAY_PORT: 8080,
    FLOTILLA_GATEWAY_DRAIN: 10_000,
    FLOTILLA_GATEWAY_SEATS: 5,
    FLOTILLA_GATEWAY_OPEN: false,
    FLOTILLA_GATEWAY_NAMES: [],
    FLOTILLA_REDIS_URL: "redis://127.0.0.1",
  });
  expect(warnings).toEqual([]);
  expect(Object.isFrozen(config)).toBe(true);
});

test("values are read into their types", () => {
  const env = {
    ...redis,
    FLOTILLA_GATEWAY_PORT: "0",
    FLOTILLA_GATEWAY_DRAIN: "1.5m",
    FLOTILLA_GATEWAY_OPEN: "true",
    FLOTILLA_GATEWAY_NAMES: "a, b,,c",
  };
  expect(parseConfig(definition, env).config).toMatchObject({
    FLOTILLA_GATEWAY_PORT: 0,
    FLOTILLA_GATEWAY_DRAIN: 90_000,
    FLOTILLA_GATEWAY_OPEN: true,
    FLOTILLA_GATEWAY_NAMES: ["a", "b", "c"],
  });
});

test("one error names every bad variable and tells no value", () => {
  const env = {
    FLOTILLA_GATEWAY_PORT: "65536",
    FLOTILLA_GATEWAY_DRAIN: "soon",
    FLOTILLA_GATEWAY_SEATS: "0",
    FLOTILLA_GATEWAY_OPEN: "perhaps",
    FLOTILLA_GATEWAY_NAMES: "a,B",
    FLOTILLA_REDIS_URL: "hunter2",
  };
  const error = thrownBy(() => parseConfig(definition, env));
  if (!(error instanceof ConfigError)) throw error;
  expect(error.problems.map((problem) => problem.split(":")[0]).sort()).toEqual(
    Object.keys(env).sort(),
  );
  expect(error.message).not.toMatch(/65536|soon|perhaps|hunter2/);
});

test("a missing variable without default is an error", () => {
  expect(() => parseConfig(definition, {})).toThrow("FLOTILLA_REDIS_URL");
});

test("a program with bad variables says which and ends with 1", () => {
  let text = "";
  const program = {
    env: { FLOTILLA_GATEWAY_PORT: "x" },
    stderr: { write: (more: string) => (text += more) },
    exit: (code: number): never => {
      throw new RangeError(`exit ${code}`);
    },
  };
  expect(() => parseConfigOrExit(definition, program)).toThrow("exit 1");
  expect(text).toMatch(
    /^configuration: 2 bad\n {2}FLOTILLA_GATEWAY_PORT: expected .*\n {2}FLOTILLA_REDIS_URL: needed, but not set\n$/,
  );
});

test("an unknown FLOTILLA_ variable is a warning, unless it is another service's or known elsewhere", () => {
  const env = {
    ...redis,
    FLOTILLA_GATEWAY_PROT: "1",
    FLOTILLA_DATA: "1",
    FLOTILLA_WORKER_MIN_TIER: "jail",
    FLOTILLA_URL: "x",
    HOME: "/",
  };
  const { warnings } = parseConfig(definition, env, { alsoKnown: ["FLOTILLA_URL"] });
  expect(warnings.map((warning) => warning.split(":")[0])).toEqual([
    "FLOTILLA_DATA",
    "FLOTILLA_GATEWAY_PROT",
  ]);
});

test("a definition describes itself", () => {
  const described = describeConfig(definition);
  expect(described[0]).toEqual({
    name: "FLOTILLA_GATEWAY_PORT",
    type: "whole number, 0 to 65535",
    description: "Public listener",
    default: "8080",
    isNeeded: false,
  });
  expect(described.at(-1)).toEqual({
    name: "FLOTILLA_REDIS_URL",
    type: "address",
    description: "Shared state",
    default: undefined,
    isNeeded: true,
  });
  expect(described.map(({ type, default: fallback }) => [type, fallback])).toEqual([
    ["whole number, 0 to 65535", "8080"],
    ["duration", "10s"],
    ["whole number, 1 to 9", "5"],
    ["true, false", "false"],
    ["lower-case names, separated by commas", ""],
    ["address", undefined],
  ]);
});

test.each(["0ms", "1500ms", "90s", "60m", "1h", "2d"])(
  "a default of %s is shown as a duration of the same length",
  (text) => {
    const ms = parseDuration(text) ?? Number.NaN;
    const [shown] = describeConfig({ shape: { FLOTILLA_GATEWAY_DRAIN: durationVariable(ms) } });
    expect(parseDuration(shown?.default ?? "")).toBe(ms);
  },
);

function thrownBy(run: () => unknown): unknown {
  try {
    run();
  } catch (error) {
    return error;
  }
  return undefined;
}
