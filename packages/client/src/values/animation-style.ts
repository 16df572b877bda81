import { curveCss } from "./animation.ts";
import { durationOf } from "./duration.ts";
import { mapOf } from "./scalars.ts";

/** How a control moves when it changes, and when it changes back. */
export interface AnimationStyle {
  readonly durationMs: number;
  readonly reverseMs: number;
  readonly curve: string;
  readonly reverseCurve: string;
}

/** Reads an animation style; what it does not say is as the control usually moves, back as forth. */
export function animationStyleOf(value: unknown, usualMs: number, usual: string): AnimationStyle {
  const style = mapOf(value);
  const durationMs = durationOf(style?.duration ?? undefined, usualMs);
  const curve = style?.curve ? curveCss(style.curve) : usual;
  return {
    durationMs,
    reverseMs: durationOf(style?.reverse_duration ?? undefined, durationMs),
    curve,
    reverseCurve: style?.reverse_curve ? curveCss(style.reverse_curve) : curve,
  };
}
