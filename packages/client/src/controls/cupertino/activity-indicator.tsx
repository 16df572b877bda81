import type { ComponentChild } from "preact";
import { colorOf } from "../../values/color.ts";
import { definedCss } from "../../values/defined-css.ts";
import { numberOf } from "../../values/scalars.ts";
import type { ControlProps } from "../../view/registry.ts";

const ticks = 8;
// Of 255: the tick that leads, and its tail.
const alphas = [47, 47, 47, 47, 72, 97, 122, 147];

/** Spokes in a circle that turn while something is going on. */
export function CupertinoActivityIndicator({ node, frame }: ControlProps): ComponentChild {
  const radius = numberOf(node.radius) ?? 10;
  const progress = numberOf(node.progress);
  const shown = progress === undefined ? ticks : Math.ceil(ticks * progress);
  const turns = progress === undefined && node.animating !== false;
  return (
    <div
      {...frame}
      role="progressbar"
      aria-label="Loading"
      {...(progress === undefined
        ? {}
        : {
            "aria-valuenow": Math.round(progress * 100),
            "aria-valuemin": 0,
            "aria-valuemax": 100,
          })}
      class={`fl-cup-spinner${turns ? " fl-cup-turning" : ""}`}
      style={{
        ...definedCss({
          width: `${radius * 2}px`,
          height: `${radius * 2}px`,
          "--fl-radius": `${radius}px`,
          "--fl-ink": colorOf(node.color),
        }),
        ...frame.style,
      }}
    >
      {Array.from({ length: shown }, (_, tick) => (
        <i
          key={tick}
          style={{
            rotate: `${tick / ticks}turn`,
            "--fl-alpha": (progress === undefined ? (alphas[tick] ?? 47) : 147) / 255,
          }}
        />
      ))}
    </div>
  );
}
