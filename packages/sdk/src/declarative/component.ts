import { ComponentControl } from "./component-control.ts";
import { type Component, Definition, definitionKey, type ElementOf } from "./definition.ts";

/** Properties of a component that has none. */
export type NoProps = Record<never, never>;

/**
 * Makes a component of a function that returns controls. The function runs at every render, so it must only read its
 * properties, call hooks and make controls. Its name, or the one given, is what errors call it.
 */
export function component<P extends object = NoProps, R = unknown>(
  render: (props: P) => R,
  name: string = render.name,
): Component<P, ElementOf<R>> {
  const definition = new Definition(render, name);
  definition.locate(component);
  return elementMaker(definition, false);
}

/** The same component, but a render with equal properties is skipped: each of them is the same object or value. */
export function memo<P extends object, R>(component: Component<P, R>): Component<P, R> {
  return elementMaker(component[definitionKey], true);
}

/** The function that places a component. */
export function elementMaker<P extends object, R>(
  definition: Definition,
  isMemo: boolean,
): Component<P, R> {
  const make = (props: object = {}) => new ComponentControl(definition, props, isMemo);
  Object.defineProperty(make, "name", { value: definition.name });
  Object.defineProperty(make, definitionKey, { value: definition });
  return make as unknown as Component<P, R>;
}
