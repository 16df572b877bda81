import type { ControlParts } from "./control-overrides.ts";
import { comment, sentence } from "./docs.ts";
import { camelCase } from "./names.ts";
import type { MethodNode } from "./schema.ts";
import type { Scope } from "./scope.ts";

type Parameter = NonNullable<MethodNode["params"]>[number];

/** The signature of a client method: arguments by position, or the named ones as one object. */
export function methodSignature(scope: Scope, method: MethodNode): string {
  const params = method.params ?? [];
  const name = camelCase(method.name);
  const result = `Promise<${scope.typeText(method.returns)}>`;
  const text = comment(`${sentence(method.name)}: carried out by the client.`, "  ");
  if (params.length === 0) return `${text}  ${name}(): ${result};\n`;
  const fields = params.map(
    (param) => `${camelCase(param.name)}?: ${scope.typeText(param.type)} | undefined`,
  );
  const named = `{ ${fields.join("; ")} }`;
  const positional = params.filter(isPositional);
  const required = positional.filter((param) => param.required);
  const inOrder = positional.map((param) => {
    const type = scope.typeText(param.type);
    return param.required
      ? `${camelCase(param.name)}: ${type}`
      : `${camelCase(param.name)}?: ${type} | ${named}`;
  });
  const all = `${text}  ${name}(${[...inOrder, `named?: ${named}`].join(", ")}): ${result};\n`;
  if (required.length === 0) return all;
  const mustHave = params.map((param) => {
    const optional = param.required ? "" : "?";
    return `${camelCase(param.name)}${optional}: ${scope.typeText(param.type)}${param.required ? "" : " | undefined"}`;
  });
  return `${all}  ${name}(named: { ${mustHave.join("; ")} }): ${result};\n`;
}

/** The row of a client method in the control's table. */
export function methodRow(
  scope: Scope,
  method: MethodNode,
  hand: ControlParts | undefined,
): string {
  const call = method.invokes?.[0];
  if (call === undefined) throw new Error(`${method.name} calls nothing`);
  const params = method.params ?? [];
  const parts = [`name: "${camelCase(method.name)}"`, `wire: "${call.method}"`];
  const args = Object.entries(call.args ?? {});
  if (args.length > 0) {
    const ordered = params.map((param) => {
      const entry = args.find(([, source]) => source.param === param.name);
      if (entry === undefined)
        throw new Error(`${method.name}: the argument "${param.name}" goes nowhere`);
      return { param, wire: entry[0], source: entry[1] };
    });
    const rows = ordered.map(({ param, wire, source }) => argumentRow(scope, param, wire, source));
    parts.push(`args: [${rows.join(", ")}]`);
    const count = params.filter(isPositional).length;
    if (count !== params.length) parts.push(`positional: ${count}`);
  }
  const guard = hand?.guards?.[method.name];
  const after = hand?.after?.[method.name];
  if (after !== undefined) parts.push(`after: ${after}`);
  if (guard !== undefined) {
    parts.push(`guard: ${guard.replace("NAME", JSON.stringify(camelCase(method.name)))}`);
  }
  if (method.returns.kind === "none") parts.push("returns: false");
  const parse = scope.parseText(method.returns);
  if (parse !== undefined) parts.push(`parse: ${parse}`);
  if (typeof call.timeout === "number") parts.push(`timeoutMs: ${call.timeout * 1000}`);
  else if (call.timeout !== undefined)
    parts.push("timeoutMs: (args) => Number(args.timeoutMs) + 5000");
  return `{ ${parts.join(", ")} }`;
}

function argumentRow(
  scope: Scope,
  param: Parameter,
  wire: string,
  source: { readonly orField?: string; readonly omitIfNone?: true },
): string {
  const cells = [JSON.stringify(camelCase(param.name)), JSON.stringify(wire)];
  const preset = scope.preset(param)?.text;
  const isMade = preset !== undefined && /^(new |\[|\{)/.test(preset);
  let text = isMade ? `() => ${preset.startsWith("{") ? `(${preset})` : preset}` : preset;
  if (source.orField) text = `(control: never) => control["${camelCase(source.orField)}"]`;
  const mode = param.required ? "!" : source.omitIfNone ? "?" : undefined;
  if (text !== undefined || mode !== undefined) cells.push(text ?? "null");
  if (mode !== undefined) cells.push(JSON.stringify(mode));
  return `[${cells.join(", ")}]`;
}

function isPositional(param: Parameter): boolean {
  return param.kind === undefined;
}
