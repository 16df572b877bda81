export { defaultLimits, type GatewayConfig, type GatewayLimits, gatewayConfig } from "./config.ts";
export { Gateway } from "./gateway.ts";
export type { GatewayParts } from "./gateway-parts.ts";
