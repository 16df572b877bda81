import type { AnimationStyle, Duration } from "../generated/values.ts";

/** Helper of `AnimationStyle`. */
export interface AnimationStyleStatics {
  /** A style that does not animate. */
  noAnimation(): AnimationStyle;
}

export function animationStyleStatics(
  make: (props: Readonly<Record<string, unknown>>) => AnimationStyle,
  duration: () => Duration,
): AnimationStyleStatics {
  return { noAnimation: () => make({ duration: duration(), reverseDuration: duration() }) };
}
