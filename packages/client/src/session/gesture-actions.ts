import { openUrl, urlOf } from "../services/open-url.ts";
import { fromGesture } from "../services/service.ts";
import { mapOf, numberOf, textOf } from "../values/scalars.ts";
import type { ControlMap } from "../view/control-map.ts";
import type { MethodTable } from "./method-table.ts";

/** Whether a click on the control does anything. */
export function hasGesture(node: ControlMap): boolean {
  return node.on_click === true || urlOf(node.url) !== undefined || actionsOf(node).length > 0;
}

/**
 * Does what a click means without asking the app: opens `url`, then runs the calls of `action`. It must
 * run within the event handler of the gesture, before anything asynchronous.
 */
export function runGesture(node: ControlMap, methods: MethodTable, view: Window): void {
  const url = urlOf(node.url);
  if (url) attempt(() => openUrl(url, view));
  for (const action of actionsOf(node)) {
    const service = numberOf(action.service_id);
    const method = textOf(action.method);
    if (service === undefined || method === undefined) continue;
    attempt(() => methods.run(service, method, { ...mapOf(action.args), [fromGesture]: true }));
  }
}

function actionsOf(node: ControlMap): readonly Readonly<Record<string, unknown>>[] {
  const { action } = node;
  const list: readonly unknown[] = Array.isArray(action) ? action : [action];
  return list.map(mapOf).filter((item) => item !== undefined);
}

/** The result is nobody's; a failure is for the author, in the browser's console. */
function attempt(run: () => unknown): void {
  try {
    void Promise.resolve(run()).catch(reportError);
  } catch (error) {
    reportError(error);
  }
}
