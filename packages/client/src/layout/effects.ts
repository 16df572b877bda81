import type { CSSProperties } from "preact";
import { animationOf, transitionCss } from "../values/animation.ts";
import { transformCss } from "../values/transform.ts";
import type { ControlMap } from "../view/control-map.ts";

/** Which CSS properties each animation of a control moves. */
const animated: Readonly<Record<string, readonly string[]>> = {
  animate_opacity: ["opacity"],
  animate_rotation: ["rotate", "transform"],
  animate_scale: ["scale", "transform"],
  animate_offset: ["translate", "transform"],
  animate_align: ["left", "top", "translate"],
  animate_margin: ["margin"],
  animate_position: ["left", "top", "right", "bottom", "translate"],
  animate_size: ["width", "height"],
};
const animatedByContainer = [
  "background-color",
  "border-color",
  "border-width",
  "border-radius",
  "box-shadow",
  "padding",
  "margin",
  "width",
  "height",
  "color",
];
const animations = Object.keys(animated);
const transforms = ["rotate", "scale", "offset", "flip", "transform"];

/** Transforms, and the transitions of all properties that are animated. */
export function effects(control: ControlMap): CSSProperties {
  const style: CSSProperties = {};
  // The scale of a RawImage is that of its pixels.
  const node = control._c === "RawImage" ? { ...control, scale: null } : control;
  if (transforms.some((name) => node[name])) Object.assign(style, transformCss(node));
  const transition = transitionsOf(node);
  if (transition) style.transition = transition;
  return style;
}

function transitionsOf(node: ControlMap): string | undefined {
  const parts = animations.flatMap((name) => {
    const animation = node[name] ? animationOf(node[name]) : undefined;
    return animation ? [transitionCss(animation, animated[name] ?? [])] : [];
  });
  const whole = node._c === "Container" && node.animate ? animationOf(node.animate) : undefined;
  if (whole) parts.push(transitionCss(whole, animatedByContainer));
  return parts.length > 0 ? parts.join() : undefined;
}

/** Tells controls of transitions that end anywhere in `root`. */
export function watchTransitions(
  root: HTMLElement,
  get: (id: number) => ControlMap | undefined,
  ended: (node: ControlMap, name: string) => void,
): void {
  root.addEventListener("transitionend", ({ target, propertyName }) => {
    const node = target instanceof HTMLElement ? get(Number(target.dataset.id)) : undefined;
    const name = node && animationName(node, propertyName);
    if (node && name) ended(node, name);
  });
}

/** The name that `animation_end` gives to a transition, if the property is animated by the app. */
function animationName(node: ControlMap, property: string): string | undefined {
  for (const name of animations) {
    if (node[name] && animated[name]?.includes(property)) return name.slice("animate_".length);
  }
  return node._c === "Container" && node.animate ? "container" : undefined;
}
