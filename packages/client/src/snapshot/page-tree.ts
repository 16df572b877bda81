import { Action, decodeMessage, type Patch } from "@flotilla/protocol";
import { ControlTree } from "@flotilla/tree";
import { type ControlMap, isControl } from "../view/control-map.ts";

/** What each client tells about itself; it is not part of a page that all see. */
const clientFacts = [
  "client_ip",
  "client_user_agent",
  "media",
  "platform",
  "platform_brightness",
  "pwa",
  "window",
] as const;

/** Items of a list beyond these are below the end of any screen. */
const maxItems = 100;

/** Builds the page from what a session has sent; its own size is put in place of the client's. */
export function pageTree(
  packets: readonly Uint8Array[],
  size: { readonly width: number; readonly height: number },
): ControlTree {
  const tree = new ControlTree({});
  for (const packet of packets) {
    const [action, body] = decodeMessage(packet);
    if (action === Action.register && typeof body.page_patch === "object") {
      tree.merge((body.page_patch ?? {}) as Record<string, unknown>);
    } else if (action === Action.patch) {
      const { failure } = tree.apply(body.id as number, body.patch as Patch);
      if (failure) throw failure;
    }
  }
  for (const name of clientFacts) delete tree.page[name];
  Object.assign(tree.page, size);
  return tree;
}

/** Shortens lists of controls, and tells the types of all that are left. */
export function shorten(page: ControlMap): ReadonlySet<string> {
  const types = new Set<string>();
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      if (value.length > maxItems && value.some((item) => isControl(item))) value.length = maxItems;
      for (const item of value) visit(item);
    } else if (typeof value === "object" && value !== null && !(value instanceof Uint8Array)) {
      if (isControl(value)) types.add(value._c);
      for (const item of Object.values(value)) visit(item);
    }
  };
  visit(page);
  return types;
}
