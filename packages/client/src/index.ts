export { Client } from "./client.tsx";
export { type ClientConfig, readConfig } from "./client-config.ts";
export { registry } from "./controls/index.ts";
export type { ControlProps, ControlView, Registry } from "./view/registry.ts";
