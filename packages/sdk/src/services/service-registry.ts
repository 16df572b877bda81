import { BaseControl, defineControl } from "../core/base-control.ts";
import { nodeKey, type Tracked, type TreeNode } from "../core/tree-node.ts";
import { serviceRegistrySpec } from "../generated/page.ts";

/** Stands for a service in the registry's list without keeping it alive. */
class ServiceSeat implements Tracked {
  readonly [nodeKey]: TreeNode;

  constructor(node: TreeNode) {
    this[nodeKey] = node;
  }
}

class RegistryClass extends BaseControl {
  declare services: ServiceSeat[];
}

/**
 * The services of a page. A service without event handlers can only be used by an author who holds it: it is released
 * after it was collected. One with handlers works by itself and stays until it is released or the session ends.
 */
export class ServiceRegistry extends RegistryClass {
  override init(): void {
    this.setInternal("uid", crypto.randomUUID().slice(0, 8));
  }

  register(service: BaseControl): void {
    const node = service[nodeKey];
    if (!this.services.some((seat) => seat[nodeKey] === node)) {
      this.services.push(new ServiceSeat(node));
    }
  }

  /** Takes a service out; true if it was there. */
  release(service: BaseControl): boolean {
    const at = this.services.findIndex((seat) => seat[nodeKey] === service[nodeKey]);
    if (at < 0) return false;
    this.services.splice(at, 1);
    service[nodeKey].holdWeakly(false);
    return true;
  }

  /** Forgets the services that were collected, and lets go of those that only their authors need; true if some went. */
  sweep(): boolean {
    const { services } = this;
    let isChanged = false;
    for (let i = services.length - 1; i >= 0; i--) {
      const node = services[i]?.[nodeKey];
      if (node === undefined) continue;
      if (!node.isAlive) {
        services.splice(i, 1);
        isChanged = true;
      } else node.holdWeakly(!hasHandlers(node));
    }
    return isChanged;
  }
}

function hasHandlers(node: TreeNode): boolean {
  for (const field of node.table.events.keys()) {
    if (node.values[field] !== undefined) return true;
  }
  return false;
}

defineControl(RegistryClass, {
  ...serviceRegistrySpec,
  properties: [
    {
      name: "services",
      wire: "_services",
      kind: "controls",
      structural: true,
      factory: () => [],
    },
  ],
});
