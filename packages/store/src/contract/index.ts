export { linesContract } from "./lines-contract.ts";
export { loginsContract } from "./logins-contract.ts";
export type { OpenStore, StoreFactory } from "./open-store.ts";
export { processesContract } from "./processes-contract.ts";
export { sessionsContract } from "./sessions-contract.ts";
export { sharedContract } from "./shared-contract.ts";
export { startsContract } from "./starts-contract.ts";
export { topicsContract } from "./topics-contract.ts";
