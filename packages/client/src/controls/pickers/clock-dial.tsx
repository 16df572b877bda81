import type { ComponentChild } from "preact";
import { useRef } from "preact/hooks";

/** What the hand of a dial points at. */
export interface DialHand {
  readonly unit: "hour" | "minute";
  readonly value: number;
  /** Hours from 0 to 23 in two rings. */
  readonly counts24: boolean;
}

interface Props extends DialHand {
  readonly onTurn: (value: number) => void;
  readonly onRelease: () => void;
}

const [size, outer, inner] = [256, 100, 63];

/** The face of a clock; its hand is turned by the pointer. */
export function ClockDial(props: Props): ComponentChild {
  const { unit, value, onTurn, onRelease } = props;
  const dial = useRef<HTMLDivElement>(null);
  const turning = useRef(false);
  const point = (event: PointerEvent) => {
    const box = dial.current?.getBoundingClientRect();
    if (!box) return;
    const x = event.clientX - box.left - box.width / 2;
    const y = event.clientY - box.top - box.height / 2;
    onTurn(valueAt(props, x, y));
  };
  const { angle, radius } = placeOf(props, value);
  const onLabel = unit === "hour" || value % 5 === 0;
  return (
    <div
      ref={dial}
      class="fl-dial"
      aria-hidden="true"
      style={{ "--fl-angle": `${angle}deg`, "--fl-reach": `${radius}px` }}
      onPointerDown={(event) => {
        turning.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        point(event);
      }}
      onPointerMove={(event) => {
        if (turning.current) point(event);
      }}
      onPointerUp={() => {
        if (!turning.current) return;
        turning.current = false;
        onRelease();
      }}
      onPointerCancel={() => {
        turning.current = false;
      }}
    >
      <span class="fl-dial-hand" />
      <span
        class={`fl-dial-knob${onLabel ? "" : " fl-dial-between"}`}
        style={spot(angle, radius)}
      />
      {labelsOf(props).map((label) => {
        const place = placeOf(props, label.value);
        return (
          <span
            key={label.value}
            class={`fl-dial-label${label.value === shownValue(props) ? " fl-chosen" : ""}`}
            style={spot(place.angle, place.radius)}
          >
            {label.text}
          </span>
        );
      })}
    </div>
  );
}

function shownValue({ unit, value, counts24 }: DialHand): number {
  return unit === "hour" && !counts24 ? value % 12 : value;
}

function labelsOf({ unit, counts24 }: DialHand): readonly { value: number; text: string }[] {
  const two = (value: number) => String(value).padStart(2, "0");
  if (unit === "minute")
    return Array.from({ length: 12 }, (_, at) => ({ value: at * 5, text: two(at * 5) }));
  return Array.from({ length: counts24 ? 24 : 12 }, (_, hour) => ({
    value: hour,
    text: hour === 0 ? (counts24 ? "00" : "12") : String(hour),
  }));
}

function placeOf({ unit, counts24 }: DialHand, value: number) {
  const angle = unit === "minute" ? value * 6 : (value % 12) * 30;
  const within = unit === "hour" && counts24 && value >= 12;
  return { angle, radius: within ? inner : outer };
}

function spot(angle: number, radius: number) {
  const turn = (angle * Math.PI) / 180;
  return {
    left: `${size / 2 + radius * Math.sin(turn)}px`,
    top: `${size / 2 - radius * Math.cos(turn)}px`,
  };
}

function valueAt({ unit, value, counts24 }: DialHand, x: number, y: number): number {
  const turn = ((Math.atan2(x, -y) / (2 * Math.PI)) % 1) + 1;
  if (unit === "minute") return Math.round(turn * 60) % 60;
  const hour = Math.round(turn * 12) % 12;
  if (counts24) return Math.hypot(x, y) < (outer + inner) / 2 ? hour + 12 : hour;
  return hour + (value >= 12 ? 12 : 0);
}
