import { z } from "zod";
import { variableType } from "./variable-type.ts";

/** The environment variables of a service and what they become. */
export interface ConfigDefinition<Shape extends z.ZodRawShape, Config> {
  /** `gateway`, `worker`, …: variables of the other services are none of its business. */
  readonly service: string;
  readonly shape: Shape;
  /** What is wrong with variables that belong together, though each is right by itself. */
  readonly check?: (env: z.output<z.ZodObject<Shape>>) => readonly string[];
  readonly build: (env: z.output<z.ZodObject<Shape>>) => Config;
}

/** A frozen configuration and what is odd about its source. */
export interface ParsedConfig<Config> {
  readonly config: Config;
  readonly warnings: readonly string[];
}

/** A variable as help texts and reference pages show it. */
export interface ConfigVariable {
  readonly name: string;
  /** What it takes: `duration`, `whole number, 1 or more`, … */
  readonly type: string;
  readonly description: string;
  /** Without one it is optional, or needed. */
  readonly default: string | undefined;
  readonly isNeeded: boolean;
}

/** Every bad variable of an environment in one message. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`configuration: ${problems.length} bad\n${problems.map((p) => `  ${p}`).join("\n")}`);
    this.problems = problems;
  }
}

/** Fixes the types of a definition; nothing is read here. */
export function defineConfig<Shape extends z.ZodRawShape, Config>(
  definition: ConfigDefinition<Shape, Config>,
): ConfigDefinition<Shape, Config> {
  return definition;
}

/** Turns an environment into a configuration, or throws one {@link ConfigError} naming every bad variable. */
export function parseConfig<Shape extends z.ZodRawShape, Config>(
  definition: ConfigDefinition<Shape, Config>,
  env: Readonly<Record<string, string | undefined>>,
  options: { readonly alsoKnown?: readonly string[] } = {},
): ParsedConfig<Config> {
  const known = new Set([...Object.keys(definition.shape), ...(options.alsoKnown ?? [])]);
  // An empty variable is how compose files and charts say "not set".
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ""));
  const result = z.object(definition.shape).safeParse(given);
  if (!result.success) {
    throw new ConfigError(
      result.error.issues.map((issue) => {
        const name = issue.path.join(".");
        return `${name}: ${name in given ? issue.message : "needed, but not set"}`;
      }),
    );
  }
  const problems = definition.check?.(result.data) ?? [];
  if (problems.length > 0) throw new ConfigError(problems);
  const warnings = Object.keys(given)
    .filter((name) => name.startsWith("FLOTILLA_") && !known.has(name))
    .filter((name) => !isForeign(name, definition.service))
    .sort()
    .map((name) => `${name}: unknown variable, ignored`);
  return { config: Object.freeze(definition.build(result.data)), warnings };
}

/** The process that a `main.ts` runs in, as far as its configuration is concerned. */
export interface ConfiguredProcess {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stderr: { write(text: string): unknown };
  exit(code: number): never;
}

/** {@link parseConfig} for a `main.ts`: bad variables are told on standard error, exit 1. */
export function parseConfigOrExit<Shape extends z.ZodRawShape, Config>(
  definition: ConfigDefinition<Shape, Config>,
  process: ConfiguredProcess,
): ParsedConfig<Config> {
  try {
    return parseConfig(definition, process.env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return process.exit(1);
  }
}

/** The variables of a definition for `--help` and the reference page. */
export function describeConfig(definition: {
  readonly shape: z.ZodRawShape;
}): readonly ConfigVariable[] {
  return Object.entries(definition.shape).map(([name, field]) => {
    const schema = field as z.ZodType;
    const fallback = schema.safeParse(undefined);
    return {
      name,
      type: variableType(schema),
      description: schema.description ?? "",
      default: fallback.success ? shownDefault(schema, fallback.data) : undefined,
      isNeeded: !fallback.success,
    };
  });
}

const services = ["gateway", "worker", "control"];

function isForeign(name: string, service: string): boolean {
  return services.some((s) => s !== service && name.startsWith(`FLOTILLA_${s.toUpperCase()}_`));
}

function shownDefault(schema: z.ZodType, value: unknown): string | undefined {
  if (value === undefined) return undefined;
  const shown = schema.meta()?.shown;
  if (typeof shown === "string") return shown;
  return Array.isArray(value) ? value.join(",") : String(value);
}
