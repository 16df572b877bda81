const pageId = 1;

/** Events of the page that only this side makes. */
const names: ReadonlySet<string> = new Set([
  "close",
  "connect",
  "disconnect",
  "login",
  "logout",
  "views_pop_until",
]);

/** Whether an event is one that no client may send: its handler must be able to trust it. */
export function isHostEvent(target: number, name: string): boolean {
  return target === pageId && names.has(name);
}
