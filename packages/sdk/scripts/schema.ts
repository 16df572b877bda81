import { readFileSync } from "node:fs";

/** A type of the schema; `notes.typeGrammar` in the file explains the kinds. */
export interface TypeNode {
  readonly kind: string;
  readonly name?: string;
  readonly of?: TypeNode;
  readonly item?: TypeNode;
  readonly key?: TypeNode;
  readonly value?: TypeNode;
  readonly items?: readonly TypeNode[];
  readonly options?: readonly TypeNode[];
  readonly args?: readonly TypeNode[];
}

export interface Constraint {
  readonly rule: string;
  readonly args?: readonly unknown[];
  readonly min_count?: number;
}

export interface FieldNode {
  readonly name: string;
  readonly type: TypeNode;
  readonly required?: true;
  readonly default?: unknown;
  readonly factory?: true;
  readonly structural?: true;
  readonly alwaysSent?: true;
  readonly init?: false;
  readonly private?: true;
  readonly serialized?: false;
  readonly kwOnly?: true;
  readonly wireName?: string;
  readonly wireDefault?: unknown;
  readonly overrides?: string;
  readonly sentAsTrue?: true;
  readonly deprecated?: { readonly since: string; readonly use?: string };
  readonly constraints?: readonly Constraint[];
}

export interface EventNode {
  readonly name: string;
  readonly field: string;
  readonly event: string;
  readonly control?: string;
  readonly payload?: "none" | "value" | "map" | { readonly keys: readonly string[] };
  readonly dataLike?: string;
}

export interface ArgumentSource {
  readonly param?: string;
  readonly orField?: string;
  readonly omitIfNone?: true;
  readonly computed?: true;
}

export interface MethodNode {
  readonly name: string;
  readonly async?: true;
  readonly params?: readonly (FieldNode & { readonly kind?: "kw" | "rest" | "kwrest" })[];
  readonly returns: TypeNode;
  readonly lifecycle?: true;
  readonly calls?: readonly string[];
  readonly invokes?: readonly {
    readonly method: string;
    readonly args?: Readonly<Record<string, ArgumentSource>>;
    readonly timeout?: number | { readonly computed: true };
  }[];
}

export interface AccessorNode {
  readonly name: string;
  readonly type: TypeNode;
}

export interface ControlNode {
  readonly className: string;
  readonly wireType: string | null;
  readonly bases: readonly string[];
  readonly mro: readonly string[];
  readonly family: string;
  readonly category: string;
  readonly positional?: readonly string[];
  readonly properties: readonly FieldNode[];
  readonly events: readonly EventNode[];
  readonly methods: readonly MethodNode[];
  readonly accessors?: readonly AccessorNode[];
  readonly internals?: Readonly<Record<string, unknown>>;
  readonly abstract?: true;
  readonly isolated?: true;
  readonly isAdaptive?: true;
  readonly isLayoutControl?: true;
  readonly isService?: true;
  readonly isDialog?: true;
  readonly carriesAction?: true;
  readonly public?: false;
  readonly note?: string;
  readonly clientWrites?: readonly string[];
  readonly classRules?: number;
  readonly hooks?: Readonly<Record<string, unknown>>;
}

export interface ValueNode {
  readonly bases: readonly string[];
  readonly encoding: "sparse" | "plain";
  readonly fields: readonly FieldNode[];
  readonly positional?: readonly string[];
  readonly tags?: Readonly<Record<string, unknown>>;
  readonly constants?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly helpers?: readonly { readonly name: string }[];
  readonly methods?: readonly MethodNode[];
  readonly accessors?: readonly AccessorNode[];
  readonly abstract?: true;
  readonly validates?: true;
  readonly public?: false;
  readonly action?: unknown;
  readonly initArgs?: Readonly<Record<string, unknown>>;
}

export interface EventClassNode {
  readonly bases: readonly string[];
  readonly fields: readonly FieldNode[];
  readonly accessors?: readonly AccessorNode[];
}

export interface EnumNode {
  readonly valueType: string;
  readonly values: readonly { readonly name: string; readonly value: string | number | null }[];
  readonly methods?: readonly string[];
  readonly public?: false;
}

export interface Schema {
  readonly version: string;
  readonly aliases: Readonly<
    Record<string, { readonly type: TypeNode; readonly params?: readonly string[] }>
  >;
  readonly enums: Readonly<Record<string, EnumNode>>;
  readonly values: Readonly<Record<string, ValueNode>>;
  readonly events: Readonly<Record<string, EventClassNode>>;
  readonly controls: Readonly<Record<string, ControlNode>>;
  readonly submodules: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface IconFile {
  readonly material: { readonly icons: Readonly<Record<string, readonly [number, ...unknown[]]>> };
  readonly cupertino: { readonly icons: Readonly<Record<string, readonly [number, ...unknown[]]>> };
}

export interface ColorFile {
  readonly colors: Readonly<Record<string, { readonly wire: string }>>;
  readonly cupertino: Readonly<Record<string, { readonly wire: string }>>;
}

/** Reads one of the JSON sources beside the package. */
export function readSource<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(`../schema/${name}`, import.meta.url), "utf8")) as T;
}
