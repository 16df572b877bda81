import type { ComponentChild } from "preact";
import { useEffect, useLayoutEffect, useRef, useState } from "preact/hooks";
import { type Cylinder, turnOf, visibleReach } from "./cylinder.ts";

interface Props extends Cylinder {
  readonly label: string;
  readonly count: number;
  readonly index: number;
  readonly extent: number;
  /** Goes round without an end. */
  readonly looping?: boolean;
  readonly magnification?: number;
  readonly align?: "center" | "start" | "end";
  readonly disabled: boolean;
  readonly item: (index: number) => ComponentChild;
  readonly textOf: (index: number) => string;
  readonly onChange: (index: number) => void;
}

const rounds = 200;
const settleMs = 120;

/** A column of items on a cylinder that is scrolled, or turned by keys. */
export function Wheel(props: Props): ComponentChild {
  const { count, index, extent, looping = false, magnification = 1 } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const faces = useRef<HTMLDivElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const told = useRef(index);
  const total = looping ? count * rounds : count;
  const base = looping ? (rounds / 2) * count : 0;
  const [center, setCenter] = useState(base + index);
  const wrap = (place: number) => ((place % count) + count) % count;
  useEffect(() => () => clearTimeout(timer.current), []);

  const draw = () => {
    const [box, layer] = [scroller.current, faces.current];
    if (!box || !layer) return;
    const place = box.scrollTop / extent;
    for (const face of layer.children) {
      if (!(face instanceof HTMLElement)) continue;
      const away = Number(face.dataset.place) - place;
      const { angle, radius, shown } = turnOf(props, away * extent, box.clientHeight);
      face.hidden = !shown;
      face.style.transform = `translateZ(${-radius}px) rotateX(${-angle}rad) translateZ(${radius}px) scale(${Math.abs(away) < 0.5 ? magnification : 1})`;
      face.classList.toggle("fl-wheel-on", Math.abs(away) < 0.5);
    }
  };
  useLayoutEffect(draw);
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box) return;
    const now = Math.round(box.scrollTop / extent);
    if (wrap(now) === index && now !== 0) return;
    told.current = index;
    box.scrollTop = (now - wrap(now) + index + (now === 0 ? base : 0)) * extent;
    setCenter(Math.round(box.scrollTop / extent));
    draw();
  }, [index, count, extent]);

  const settle = () => {
    const box = scroller.current;
    if (!box) return;
    const target = Math.round(box.scrollTop / extent) * extent;
    if (Math.abs(target - box.scrollTop) >= 1) box.scrollTo({ top: target, behavior: "smooth" });
  };
  const onScroll = () => {
    const box = scroller.current;
    if (!box) return;
    draw();
    const now = Math.min(Math.max(Math.round(box.scrollTop / extent), 0), total - 1);
    if (now !== center) setCenter(now);
    clearTimeout(timer.current);
    timer.current = setTimeout(settle, settleMs);
    if (wrap(now) === told.current) return;
    told.current = wrap(now);
    props.onChange(wrap(now));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const box = scroller.current;
    const steps = { ArrowUp: -1, ArrowDown: 1, PageUp: -5, PageDown: 5 }[event.key];
    const place = steps === undefined ? edgeOf(event.key, base, count) : center + steps;
    if (!box || place === undefined || props.disabled) return;
    event.preventDefault();
    box.scrollTop = Math.min(Math.max(place, 0), total - 1) * extent;
  };
  const reach = visibleReach(props, extent, scroller.current?.clientHeight ?? 200);
  const places = Array.from({ length: 2 * reach + 1 }, (_, at) => center - reach + at);
  return (
    <div
      ref={scroller}
      class={`fl-wheel fl-wheel-${props.align ?? "center"}`}
      role="spinbutton"
      tabIndex={props.disabled ? -1 : 0}
      aria-label={props.label}
      aria-valuenow={index}
      aria-valuemin={0}
      aria-valuemax={count - 1}
      aria-valuetext={props.textOf(index)}
      aria-disabled={props.disabled}
      onScroll={onScroll}
      onKeyDown={onKeyDown}
    >
      <div ref={faces} class="fl-wheel-faces" aria-hidden="true">
        {places
          .filter((place) => place >= 0 && place < total)
          .map((place) => (
            <div key={place} class="fl-wheel-face" data-place={place}>
              {props.item(wrap(place))}
            </div>
          ))}
      </div>
      <div style={{ height: `calc(100% + ${(total - 1) * extent}px)` }} />
    </div>
  );
}

function edgeOf(key: string, base: number, count: number): number | undefined {
  return key === "Home" ? base : key === "End" ? base + count - 1 : undefined;
}
