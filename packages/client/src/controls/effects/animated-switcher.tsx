import type { ComponentChild } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { cell } from "../../layout/cell.ts";
import { curveCss } from "../../values/animation.ts";
import { durationOf } from "../../values/duration.ts";
import { choiceOf } from "../../values/scalars.ts";
import { controlOf } from "../../view/children.tsx";
import { useClient } from "../../view/client-context.ts";
import type { ControlMap } from "../../view/control-map.ts";
import type { ControlProps } from "../../view/registry.ts";
import { soleChild } from "../sole.tsx";

const transitions = ["fade", "scale", "rotation"] as const;
const usualMs = 1_000;

const shapes: Readonly<Record<(typeof transitions)[number], Keyframe>> = {
  fade: { opacity: 0 },
  rotation: { rotate: "-1turn" },
  scale: { scale: "0" },
};

/** Shows another control in place of the former one, which goes while the new one comes. */
export function AnimatedSwitcher({ node, ctx, frame }: ControlProps): ComponentChild {
  const client = useClient();
  const shown = controlOf(node.content);
  const before = useRef<{ id: number | undefined; picture: Node | undefined }>({
    id: shown?._i,
    picture: undefined,
  });
  const running = useRef<(() => void)[]>([]);
  useEffect(() => () => stop(running.current), []);
  useLayoutEffect(() => {
    const box = client.elementOf(node);
    const { id, picture } = before.current;
    if (box && id !== shown?._i) {
      stop(running.current);
      running.current = switchOver(node, box, picture);
    }
    before.current = { id: shown?._i, picture: box?.firstElementChild?.cloneNode(true) };
  });
  return (
    <div {...frame} class="fl-switcher" style={{ ...cell, ...frame.style }}>
      {soleChild(node.content, ctx)}
    </div>
  );
}

/** Runs both animations; returns what ends them early. */
function switchOver(node: ControlMap, box: HTMLElement, picture: Node | undefined): (() => void)[] {
  const from = shapes[choiceOf(node.transition, transitions, "fade")];
  const coming = box.firstElementChild?.animate([from, {}], {
    duration: durationOf(node.duration, usualMs),
    easing: curveCss(node.switch_in_curve),
  });
  const undos = coming ? [() => coming.cancel()] : [];
  if (!(picture instanceof HTMLElement)) return undos;
  for (const element of [picture, ...picture.querySelectorAll("[data-id]")])
    for (const name of ["data-id", "data-key", "id"]) element.removeAttribute(name);
  picture.inert = true;
  picture.setAttribute("aria-hidden", "true");
  picture.style.gridArea = "1 / 1";
  picture.style.pointerEvents = "none";
  box.append(picture);
  const going = picture.animate([{}, from], {
    duration: durationOf(node.reverse_duration, usualMs),
    easing: curveCss(node.switch_out_curve),
  });
  const remove = () => picture.remove();
  going.finished.then(remove, remove);
  return [...undos, () => going.cancel(), remove];
}

function stop(undos: readonly (() => void)[]): void {
  for (const undo of undos) undo();
}
