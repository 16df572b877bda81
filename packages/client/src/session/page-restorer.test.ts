import { Action } from "@flotilla/protocol";
import { type ControlMap, ControlTree, isControl } from "@flotilla/tree";
import { expect, test } from "@jest/globals";
import { UiStore } from "../store/ui-store.ts";
import { PageRestorer } from "./page-restorer.ts";

const fields = { width: 800, height: 600 };

/** The page of a client, and what restores it. */
function scene() {
  const store = new UiStore(new ControlTree({ ...fields }), { request: (draw) => draw() });
  const restorer = new PageRestorer({
    root: { ownerDocument: { activeElement: null } } as unknown as HTMLElement, // nothing has the focus
    store,
    elementOf: () => undefined,
    pageFields: () => fields,
  });
  return { store, restorer };
}

/** A generator of numbers below a bound that gives the same for the same seed. */
function dice(seed: number) {
  let state = seed;
  return (bound: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) | 0;
    return Math.floor(((state >>> 0) / 2 ** 32) * bound);
  };
}

/** The app: its tree under its own ids. */
class App {
  readonly tree: ControlTree;
  #next: number;
  readonly #roll: (bound: number) => number;

  constructor(firstId: number, roll: (bound: number) => number) {
    this.#next = firstId;
    this.#roll = roll;
    this.tree = new ControlTree({ ...fields });
    const controls = Array.from({ length: 4 }, () => this.control(3));
    this.tree.merge({
      views: [{ _c: "View", _i: this.#next++, controls }],
      _dialogs: { _c: "Dialogs", _i: this.#next++, controls: [] },
    });
  }

  control(depth: number): ControlMap {
    const roll = this.#roll;
    const _c = ["Column", "TextField", "Text"][roll(3)] ?? "Text";
    const control: ControlMap = { _c, _i: this.#next++, label: `l${roll(4)}` };
    if (roll(3) === 0) control.key = `k${roll(8)}`;
    if (_c === "Column")
      control.controls = Array.from({ length: depth > 0 ? roll(4) : 0 }, () =>
        this.control(depth - 1),
      );
    return control;
  }

  /** The page as a reply to a registration brings it. */
  page(): Record<string, unknown> {
    const { _c, _i, ...page } = copyOf(this.tree.page);
    return page;
  }

  /** Changes the list of some container; returns the body of the message that tells it. */
  change(): Record<string, unknown> {
    const roll = this.#roll;
    const lists = [...containersIn(this.tree.page)];
    const { _i: id, controls } = lists[roll(lists.length)] ?? this.tree.page;
    const length = (controls as ControlMap[]).length;
    const at = roll(length + 1);
    const ops = [
      [1, 1, at, this.control(1)],
      length > 0 ? [2, 1, roll(length)] : [1, 1, 0, this.control(2)],
      length > 0 ? [3, 1, roll(length), 1, roll(length)] : [1, 1, 0, this.control(2)],
      length > 0 ? [0, 1, roll(length), this.control(1)] : [1, 1, 0, this.control(2)],
    ];
    const body = { id, patch: [[0, { controls: [1] }], ops[roll(ops.length)]] };
    const { failure } = this.tree.apply(id, copyOf(body.patch) as never);
    if (failure) throw failure;
    return body;
  }
}

function copyOf<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}

function* containersIn(value: unknown): Generator<ControlMap> {
  if (typeof value !== "object" || value === null) return;
  if (isControl(value) && "controls" in value) yield value;
  for (const item of Object.values(value)) yield* containersIn(item);
}

/** The client's page under the ids of the app. */
function asTheApp(restorer: PageRestorer, value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => asTheApp(restorer, item));
  if (typeof value !== "object" || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [name, item] of Object.entries(value)) {
    if (name === "_i") {
      const [, body] = restorer.outbound([Action.update, { id: Number(item), props: {} }]);
      copy._i = (body as { id: number }).id;
    } else if (item !== null) copy[name] = asTheApp(restorer, item);
  }
  return copy;
}

test("whatever the old and the new page are, and however the app goes on: the client has the app's page", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const roll = dice(seed);
    const { store, restorer } = scene();
    store.tree.merge(new App(10, roll).page());
    for (let run = 0; run < 3; run++) {
      const app = new App(10 + roll(20), roll); // ids mean others than before
      restorer.restore(app.page(), []);
      expect([seed, run, asTheApp(restorer, store.tree.page)]).toEqual([seed, run, app.tree.page]);
      for (let i = 0; i < 12; i++) {
        const body = app.change();
        restorer.inbound(body);
        const changes = store.tree.apply(body.id as number, body.patch as never);
        expect(changes.failure).toBeUndefined();
        store.commit(changes);
        expect([seed, run, i, asTheApp(restorer, store.tree.page)]).toEqual([
          seed,
          run,
          i,
          app.tree.page,
        ]);
      }
    }
  }
});

test("edited properties stay and are told, those of controls that are gone are not", () => {
  const { store, restorer } = scene();
  const page = (first: number, ...labels: string[]) => ({
    views: [
      {
        _c: "View",
        _i: first,
        controls: labels.map((label, i) => ({ _c: "TextField", _i: first + 1 + i, label })),
      },
    ],
  });
  store.tree.merge(page(10, "a", "b"));
  store.tree.update(11, { value: "of a", selection: { base: 1 } });
  store.tree.update(12, { value: "of b" });
  const updates = restorer.restore(page(50, "x", "b"), [
    [11, new Set(["value", "selection"])],
    [12, new Set(["value"])],
    [13, new Set(["value"])],
  ]);
  expect(updates.map((update) => restorer.outbound(update))).toEqual([
    [Action.update, { id: 51, props: { value: "of a", selection: { base: 1 } } }],
    [Action.update, { id: 52, props: { value: "of b" } }],
  ]);
  expect(store.tree.get(11)?.value).toBe("of a"); // at the same place, under another name
  expect(restorer.restore(page(10, "b"), [[11, new Set(["value"])]])).toEqual([]);
});

test("actions of clicks and calls name controls of the page", () => {
  const { store, restorer } = scene();
  store.tree.merge({ _services: { _c: "ServiceRegistry", _i: 5, _services: [] } });
  const service = { _c: "Clipboard", _i: 7 };
  restorer.restore({ _services: { _c: "ServiceRegistry", _i: 6, _services: [service] } }, []);
  const [shown] = (store.tree.get(5)?._services ?? []) as ControlMap[];
  const body = { id: 6, patch: [[0], [0, 0, "action", { service_id: 7, method: "set" }]] };
  restorer.inbound(body);
  expect(body).toEqual({
    id: 5,
    patch: [[0], [0, 0, "action", { service_id: shown?._i, method: "set" }]],
  });
  const call = { control_id: 7, call_id: "c", name: "get" };
  restorer.inbound(call);
  expect(call.control_id).toBe(shown?._i);
  expect(
    restorer.outbound([
      Action.invoke,
      { control_id: call.control_id, call_id: "c", result: 1, error: null },
    ]),
  ).toMatchObject([Action.invoke, { control_id: 7 }]);
});
