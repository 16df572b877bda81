import type { BaseControl } from "../core/base-control.ts";
import { currentScope } from "../core/scope.ts";
import { nodeKey } from "../core/tree-node.ts";
import type { Value } from "../core/value.ts";

/** The service that an action calls: one of the page's, shared by all actions of a class, or that in a field. */
type ServiceSource = { readonly shared: () => BaseControl } | { readonly field: string };

const sharedKey: unique symbol = Symbol("flotilla.sharedServices");

/**
 * Fills in what an action sends. It names its service by the id that the service has when the action is sent, and
 * keeps the service alive.
 */
export function bindAction(
  source: ServiceSource,
  method: string,
  args: (action: Record<string, never>) => Readonly<Record<string, unknown>>,
): (action: Value) => void {
  return (action) => {
    const service =
      "shared" in source ? sharedService(action, source.shared) : serviceIn(action, source.field);
    const { values } = action[nodeKey];
    values.serviceId = serviceId(service);
    values.method = method;
    const given = Object.entries(args(action as never)).filter(([, value]) => value !== null);
    values.args = Object.fromEntries(given);
  };
}

/** Stands for a service's id until the action is written. */
class ServiceId {
  readonly #service: BaseControl;

  constructor(service: BaseControl) {
    this.#service = service;
  }

  valueOf(): number {
    return this.#service.controlId;
  }

  toWire(): number {
    return this.#service.controlId;
  }
}

const idKey: unique symbol = Symbol("flotilla.serviceId");

/** One for each service, so that actions made anew are equal. */
function serviceId(service: BaseControl & { [idKey]?: ServiceId }): ServiceId {
  service[idKey] ??= new ServiceId(service);
  return service[idKey];
}

interface ServiceHolder {
  [sharedKey]?: Map<unknown, BaseControl>;
}

/** Shared services carry no state of an action, so one for each page and class is enough. */
function sharedService(action: Value, make: () => BaseControl): BaseControl {
  const page = currentScope()?.session.page as ServiceHolder | undefined;
  if (page === undefined) {
    throw new Error(
      `${action.constructor.name} needs a page: make it in main, a handler or a task`,
    );
  }
  page[sharedKey] ??= new Map();
  const known = page[sharedKey].get(make);
  if (known !== undefined) return known;
  const service = make();
  page[sharedKey].set(make, service);
  return service;
}

function serviceIn(action: Value, field: string): BaseControl {
  return action[nodeKey].values[field] as BaseControl;
}
