/** Values of contexts at one place of a render, by context. */
export type ContextValues = ReadonlyMap<object, unknown>;

/** Nothing is provided. */
export const noContexts: ContextValues = new Map();
