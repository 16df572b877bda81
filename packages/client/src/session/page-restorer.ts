import { Action, type ClientMessage, type EventBody } from "@flotilla/protocol";
import type { ControlTree } from "@flotilla/tree";
import { matchTrees } from "@flotilla/tree/match";
import type { UiStore } from "../store/ui-store.ts";
import { mapOf } from "../values/scalars.ts";
import { isControl } from "../view/control-map.ts";
import { ControlAliases } from "./control-aliases.ts";
import { nothing } from "./inputs.ts";
import { keepFocus } from "./keep-focus.ts";

interface Init {
  readonly root: HTMLElement;
  readonly store: UiStore;
  readonly elementOf: (id: number) => HTMLElement | undefined;
  /** Page properties that come from this client. */
  readonly pageFields: () => Readonly<Record<string, unknown>>;
}

const pageId = 1;
const windowId = 2;

/**
 * Takes a page over to an app that was started again. The new tree is drawn by the elements of the old one: each control
 * keeps the id that it has on the page, and messages are translated from and to the ids that the app knows.
 */
export class PageRestorer {
  readonly #init: Init;
  readonly #aliases = new ControlAliases();

  constructor(init: Init) {
    this.#init = init;
    init.store.observe(({ removed }) => this.#aliases.forget(removed));
  }

  /**
   * Shows the new tree. What the visitor has edited stays as it is; the result tells it to the app.
   * `edits` are the names of edited properties by control.
   */
  restore(
    page: Record<string, unknown>,
    edits: Iterable<readonly [number, ReadonlySet<string>]>,
  ): readonly ClientMessage[] {
    const { root, store, elementOf } = this.#init;
    const { tree } = store;
    const focus = keepFocus(root, elementOf);
    const edited = [...edits].flatMap(([id, names]) => editedIn(tree, id, names));
    const pairs = matchTrees(tree.page, { ...page, _c: "Page", _i: pageId });
    this.#aliases.take(new Map([...pairs, [pageId, pageId], [windowId, windowId]]));
    this.#translate(page);
    this.#unset(page);
    store.commit(tree.merge(page));
    const updates = edited.filter(([, { id }]) => tree.get(id));
    for (const [, { id, props }] of updates) store.commit(tree.update(id, copied(props)));
    store.flush();
    focus();
    return updates;
  }

  /** Gives the body of a message from the app the ids of the page. */
  inbound(body: Record<string, unknown>): void {
    for (const name of ["id", "control_id"])
      if (typeof body[name] === "number") body[name] = this.#aliases.shown(body[name]);
    this.#translate(body);
  }

  /** Gives a message to the app its own ids; what is for a control that it does not have means nothing. */
  outbound(message: ClientMessage): ClientMessage {
    const [action, body] = message;
    switch (action) {
      case Action.event: {
        const target = this.#aliases.named(body.target);
        return target === undefined
          ? nothing
          : [action, { ...body, target, data: this.#dataOf(body) }];
      }
      case Action.update: {
        const id = this.#aliases.named(body.id);
        return id === undefined ? nothing : [action, { ...body, id }];
      }
      case Action.invoke:
        return [
          action,
          { ...body, control_id: this.#aliases.named(body.control_id) ?? body.control_id },
        ];
      default:
        return message;
    }
  }

  /** Some events tell which control, beside their target, they are about. */
  #dataOf({ target, name, data }: EventBody): unknown {
    const type = this.#init.store.tree.get(target)?._c;
    if (type === "PopupMenuButton" && name === "select") return String(this.#named(Number(data)));
    const map = mapOf(data);
    if (type === "ContextMenu" && typeof map?.id === "number")
      return { ...map, id: this.#named(map.id) };
    if (typeof map?.src_id === "number") return { ...map, src_id: this.#named(map.src_id) };
    return data;
  }

  #named(shown: number): number {
    return this.#aliases.named(shown) ?? shown;
  }

  #translate(value: unknown): void {
    if (Array.isArray(value)) for (const item of value) this.#translate(item);
    else if (value instanceof Map) for (const item of value.values()) this.#translate(item);
    else if (isPlainMap(value)) {
      for (const name of ["_i", "service_id"])
        if (typeof value[name] === "number") value[name] = this.#aliases.shown(value[name]);
      for (const item of Object.values(value)) this.#translate(item);
    }
  }

  /** A registration is merged: what the app does not set any more has to be unset by name. */
  #unset(page: Record<string, unknown>): void {
    const { tree } = this.#init.store;
    const own = this.#init.pageFields();
    for (const name of Object.keys(tree.page))
      if (!(name in page || name in own || name === "_c" || name === "_i")) page[name] = null;
    for (const [name, after] of Object.entries(page)) {
      const before = tree.page[name];
      if (!isControl(before) || !isControl(after) || before._i !== after._i) continue;
      for (const inner of Object.keys(before)) if (!(inner in after)) after[inner] = null;
    }
  }
}

function editedIn(
  tree: ControlTree,
  id: number,
  names: ReadonlySet<string>,
): readonly (readonly [typeof Action.update, { id: number; props: Record<string, unknown> }])[] {
  const control = tree.get(id);
  if (!control || names.size === 0) return [];
  const props = Object.fromEntries([...names].map((name) => [name, control[name]]));
  return [[Action.update, { id, props: copied(props) }]];
}

/** The tree changes its maps in place. */
function copied<T>(value: T): T {
  if (!isPlainMap(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, copied(item)])) as T;
}

function isPlainMap(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === "object" && value !== null && Object.getPrototypeOf(value) === Object.prototype
  );
}
