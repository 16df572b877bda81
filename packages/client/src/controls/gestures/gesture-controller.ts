import { numberOf } from "../../values/scalars.ts";
import { localPoint, type Point } from "../../values/tap-data.ts";
import type { ControlMap } from "../../view/control-map.ts";
import { type DragAxis, DragRecognizer } from "./drag-recognizer.ts";
import { hoverData } from "./hover-data.ts";
import { LongPressRecognizer } from "./long-press-recognizer.ts";
import { sampleOf } from "./pointer-sample.ts";
import type { GestureSink, Recognizer } from "./recognizer.ts";
import { ScaleRecognizer } from "./scale-recognizer.ts";
import { TapRecognizer } from "./tap-recognizer.ts";

const buttons = ["", "tertiary_", "secondary_"];
const axes: readonly DragAxis[] = ["pan", "horizontal_drag", "vertical_drag"];
const multiLongPressMs = 500;

/** Makes gestures of the pointer events of one control. */
export class GestureController {
  node: ControlMap;
  readonly #send: (event: string, data?: unknown) => void;
  readonly #recognizers: readonly Recognizer[];
  readonly #touches = new Set<number>();
  #lastPoint: Point | undefined;
  #hoverMs = Number.NEGATIVE_INFINITY;
  #multiTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(node: ControlMap, send: (event: string, data?: unknown) => void) {
    this.node = node;
    this.#send = send;
    const sink: GestureSink = {
      hears: (event) => this.node[`on_${event}`] === true,
      send,
      win: (winner) => {
        for (const other of this.#recognizers) if (other !== winner) other.cancel();
      },
    };
    this.#recognizers = [
      ...buttons.map((prefix, button) => new TapRecognizer(sink, button, prefix)),
      ...buttons.map((prefix, button) => new LongPressRecognizer(sink, button, prefix)),
      ...axes.map(
        (axis) => new DragRecognizer(sink, axis, () => numberOf(this.node.drag_interval) ?? 0),
      ),
      new ScaleRecognizer(sink),
    ];
  }

  /** Ends what is going on, for example when the control disappears. */
  stop(): void {
    clearTimeout(this.#multiTimer);
    for (const recognizer of this.#recognizers) recognizer.cancel();
  }

  down(event: PointerEvent, element: HTMLElement): void {
    if (event.button === 2) {
      this.#lastPoint = localPoint(event);
      this.#send("right_pan_start", hoverData(event, undefined));
    }
    this.#touches.add(event.pointerId);
    this.#multi();
    const sample = sampleOf(event, element);
    for (const recognizer of this.#recognizers) recognizer.down(sample);
  }

  move(event: PointerEvent, element: HTMLElement): void {
    if (event.buttons & 2) {
      this.#send("right_pan_update", hoverData(event, this.#lastPoint));
      this.#lastPoint = localPoint(event);
    }
    if (event.buttons === 0) {
      this.#hover(event);
      return;
    }
    const sample = sampleOf(event, element);
    for (const recognizer of this.#recognizers) recognizer.move(sample);
  }

  up(event: PointerEvent, element: HTMLElement): void {
    if (event.button === 2) this.#send("right_pan_end", hoverData(event, this.#lastPoint));
    this.#touches.delete(event.pointerId);
    clearTimeout(this.#multiTimer);
    const sample = sampleOf(event, element);
    for (const recognizer of this.#recognizers) recognizer.up(sample);
  }

  cancel(event: PointerEvent): void {
    this.#touches.delete(event.pointerId);
    this.stop();
  }

  enter(event: PointerEvent): void {
    this.#lastPoint = undefined;
    this.#send("enter", hoverData(event, undefined));
  }

  leave(event: PointerEvent): void {
    this.#send("exit", hoverData(event, this.#lastPoint));
  }

  wheel(event: WheelEvent): void {
    this.#send("scroll", {
      l: localPoint(event),
      g: { x: event.clientX, y: event.clientY },
      sd: { x: event.deltaX, y: event.deltaY },
    });
  }

  #hover(event: PointerEvent): void {
    const interval = numberOf(this.node.hover_interval) ?? 0;
    if (event.timeStamp - this.#hoverMs < interval) return;
    this.#hoverMs = event.timeStamp;
    this.#send("hover", hoverData(event, this.#lastPoint));
    this.#lastPoint = localPoint(event);
  }

  #multi(): void {
    const wanted = numberOf(this.node.multi_tap_touches) ?? 0;
    if (wanted === 0) return;
    clearTimeout(this.#multiTimer);
    const complete = this.#touches.size === wanted;
    if (complete || this.#touches.size > wanted) this.#send("multi_tap", { ct: complete });
    if (complete)
      this.#multiTimer = setTimeout(() => this.#send("multi_long_press"), multiLongPressMs);
  }
}
