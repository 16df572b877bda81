/** A part of a formula, as an element of MathML: its name, attributes, and text or parts. */
export interface TexNode {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly content: string | readonly TexNode[];
  /** What is written at it as its index and power goes below and above it. */
  readonly hasLimits?: boolean;
}

export function leaf(name: string, text: string, attributes?: TexNode["attributes"]): TexNode {
  return { name, content: text, ...(attributes ? { attributes } : {}) };
}

export function branch(
  name: string,
  content: readonly TexNode[],
  attributes?: TexNode["attributes"],
): TexNode {
  return { name, content, ...(attributes ? { attributes } : {}) };
}

/** Several parts as one. */
export function row(content: readonly TexNode[]): TexNode {
  const [only] = content;
  return content.length === 1 && only ? only : branch("mrow", content);
}
