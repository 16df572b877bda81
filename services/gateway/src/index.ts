export { defaultLimits, type GatewayConfig, type GatewayLimits, gatewayConfig } from "./config.ts";
export { Gateway, type GatewayParts } from "./gateway.ts";
