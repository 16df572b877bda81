import { durationOf } from "./duration.ts";
import { mapOf, numberOf, textOf } from "./scalars.ts";

/** How a change of a property is animated. */
export interface Animation {
  readonly durationMs: number;
  /** CSS timing function. */
  readonly curve: string;
}

const standardMs = 1_000;

/** Flutter's curves as CSS; those that bounce or swing are close shapes. */
const curves: Readonly<Record<string, string>> = {
  bouncein: "linear(0,.06,0,.25,0,.75,1)",
  bounceinout: "linear(0,.1,0,.4,.5,.6,1,.9,1)",
  bounceout: "linear(0,.25,1,.75,1,.94,1)",
  decelerate: "cubic-bezier(0,0,.2,1)",
  ease: "ease",
  easein: "ease-in",
  easeinback: "cubic-bezier(.6,-.28,.735,.045)",
  easeincirc: "cubic-bezier(.6,.04,.98,.335)",
  easeincubic: "cubic-bezier(.55,.055,.675,.19)",
  easeinexpo: "cubic-bezier(.95,.05,.795,.035)",
  easeinout: "ease-in-out",
  easeinoutback: "cubic-bezier(.68,-.55,.265,1.55)",
  easeinoutcirc: "cubic-bezier(.785,.135,.15,.86)",
  easeinoutcubic: "cubic-bezier(.645,.045,.355,1)",
  easeinoutcubicemphasized: "cubic-bezier(.2,0,0,1)",
  easeinoutexpo: "cubic-bezier(1,0,0,1)",
  easeinoutquad: "cubic-bezier(.455,.03,.515,.955)",
  easeinoutquart: "cubic-bezier(.77,0,.175,1)",
  easeinoutquint: "cubic-bezier(.86,0,.07,1)",
  easeinoutsine: "cubic-bezier(.445,.05,.55,.95)",
  easeinquad: "cubic-bezier(.55,.085,.68,.53)",
  easeinquart: "cubic-bezier(.895,.03,.685,.22)",
  easeinquint: "cubic-bezier(.755,.05,.855,.06)",
  easeinsine: "cubic-bezier(.47,0,.745,.715)",
  easeintolinear: "cubic-bezier(.67,.03,.65,.09)",
  easeout: "ease-out",
  easeoutback: "cubic-bezier(.175,.885,.32,1.275)",
  easeoutcirc: "cubic-bezier(.075,.82,.165,1)",
  easeoutcubic: "cubic-bezier(.215,.61,.355,1)",
  easeoutexpo: "cubic-bezier(.19,1,.22,1)",
  easeoutquad: "cubic-bezier(.25,.46,.45,.94)",
  easeoutquart: "cubic-bezier(.165,.84,.44,1)",
  easeoutquint: "cubic-bezier(.23,1,.32,1)",
  easeoutsine: "cubic-bezier(.39,.575,.565,1)",
  elasticin: "linear(0,0,.01,-.02,.04,-.07,.14,-.26,1)",
  elasticinout: "linear(0,.02,-.12,.5,1.12,.98,1)",
  elasticout: "linear(0,1.26,.86,1.07,.96,1.02,.99,1)",
  fastlineartosloweasein: "cubic-bezier(.18,1,.04,1)",
  fastoutslowin: "cubic-bezier(.4,0,.2,1)",
  lineartoeaseout: "cubic-bezier(.35,.91,.33,.97)",
  slowmiddle: "cubic-bezier(.15,.85,.85,.15)",
};

/** Reads an animation: milliseconds, `true` for a second, or a map of duration and curve. */
export function animationOf(value: unknown): Animation | undefined {
  if (value === true) return { durationMs: standardMs, curve: "linear" };
  const number = numberOf(value);
  if (number !== undefined) return { durationMs: number, curve: "linear" };
  const map = mapOf(value);
  if (!map) return undefined;
  return { durationMs: durationOf(map.duration), curve: curveCss(map.curve) };
}

/** A curve by name as CSS timing function. */
export function curveCss(value: unknown): string {
  return curves[textOf(value)?.toLowerCase() ?? ""] ?? "linear";
}

/** One part of a `transition` for the given properties. */
export function transitionCss(animation: Animation, properties: readonly string[]): string {
  return properties
    .map((property) => `${property} ${animation.durationMs}ms ${animation.curve}`)
    .join();
}
