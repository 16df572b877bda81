import { Action } from "@flotilla/protocol";
import type { Frame } from "./driver.ts";

/** Where messages and controls carry ids of controls. */
const idKeys = new Set(["_i", "service_id", "src_id", "target", "control_id"]);

/** Which ids, call ids and session ids of the recording and of the host under test mean the same. */
export class IdMap {
  readonly #live = new Map<number, number>([
    [1, 1],
    [2, 2],
  ]);
  readonly #recorded = new Map<number, number>([
    [1, 1],
    [2, 2],
  ]);
  readonly #liveTexts = new Map<string, string>();
  readonly #recordedTexts = new Map<string, string>();

  /** The live id of a recorded one; unknown ones stay. */
  live(recorded: number): number {
    return this.#live.get(recorded) ?? recorded;
  }

  liveText(recorded: string): string {
    return this.#liveTexts.get(recorded) ?? recorded;
  }

  /** An event's data with live ids. */
  liveData(data: unknown): unknown {
    return this.#translate(data, this.#live, this.#liveTexts);
  }

  /** A value of the host under test with recorded ids. */
  recordedValue(value: unknown): unknown {
    return this.#translate(value, this.#recorded, this.#recordedTexts);
  }

  recordedFrame(frame: Frame): Frame {
    const [action, body, ...rest] = frame as [number, Record<string, unknown>];
    if (action < 0) return frame;
    const translated = this.recordedValue(body) as Record<string, unknown>;
    if (action === Action.patch) {
      translated.id = this.#recorded.get(body.id as number) ?? body.id;
    }
    return [action, translated, ...rest];
  }

  /** Controls in the same places are the same. */
  learnTrees(recorded: unknown, live: unknown): void {
    if (Array.isArray(recorded) && Array.isArray(live)) {
      recorded.forEach((item, i) => {
        this.learnTrees(item, live[i]);
      });
    } else if (isMap(recorded) && isMap(live)) {
      if (recorded._c !== live._c) return;
      for (const key of Object.keys(recorded)) {
        const [a, b] = [recorded[key], live[key]];
        if (idKeys.has(key)) this.#learn(a, b);
        else if (key === "uid") this.#learnText(a, b);
        else this.learnTrees(a, b);
      }
    }
  }

  /** So are the calls and controls in the messages of the same position. */
  learnFrames(recorded: readonly Frame[], live: readonly Frame[]): void {
    recorded.forEach((frame, i) => {
      const other = live[i];
      if (other === undefined || frame[0] !== other[0]) return;
      const [a, b] = [frame[1], other[1]];
      if (!isMap(a) || !isMap(b)) return;
      this.#learnText(a.session_id, b.session_id);
      this.#learnText(a.call_id, b.call_id);
      if (frame[0] === Action.patch) this.#learn(a.id, b.id);
      this.learnTrees(a, b);
    });
  }

  #learn(recorded: unknown, live: unknown): void {
    if (typeof recorded !== "number" || typeof live !== "number") return;
    if (this.#live.has(recorded) || this.#recorded.has(live)) return;
    this.#live.set(recorded, live);
    this.#recorded.set(live, recorded);
  }

  #learnText(recorded: unknown, live: unknown): void {
    if (typeof recorded !== "string" || typeof live !== "string") return;
    this.#liveTexts.set(recorded, live);
    this.#recordedTexts.set(live, recorded);
  }

  #translate(
    value: unknown,
    ids: ReadonlyMap<number, number>,
    texts: ReadonlyMap<string, string>,
  ): unknown {
    if (Array.isArray(value)) return value.map((item) => this.#translate(item, ids, texts));
    if (value instanceof Map) {
      return new Map([...value].map(([k, item]) => [k, this.#translate(item, ids, texts)]));
    }
    if (!isMap(value)) return value;
    const out: Record<string, unknown> = {};
    for (const [key, item] of Object.entries(value)) {
      if (idKeys.has(key) && typeof item === "number") out[key] = ids.get(item) ?? item;
      else if (typeof item === "string" && isTextId(key)) out[key] = texts.get(item) ?? item;
      else out[key] = this.#translate(item, ids, texts);
    }
    return out;
  }
}

function isTextId(key: string): boolean {
  return key === "session_id" || key === "call_id" || key === "uid";
}

function isMap(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}
