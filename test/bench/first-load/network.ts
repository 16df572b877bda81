import type { CDPSession } from "playwright-core";

/** A network and a processor as a visitor may have them. */
export interface Network {
  readonly name: string;
  readonly kbitPerSecond: number;
  readonly latencyMs: number;
}

export const networks: readonly Network[] = [
  { name: "slow 4G", kbitPerSecond: 1_600, latencyMs: 150 },
  { name: "3G", kbitPerSecond: 400, latencyMs: 400 },
];

/** A processor as slow as that of a simple phone. */
const slowdown = 4;

/** Makes a page's network and processor slow. */
export async function slowDown(cdp: CDPSession, network: Network): Promise<void> {
  const bytesPerSecond = (network.kbitPerSecond * 1_000) / 8;
  await cdp.send("Network.enable");
  await cdp.send("Network.emulateNetworkConditions", {
    offline: false,
    latency: network.latencyMs,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond,
  });
  await cdp.send("Emulation.setCPUThrottlingRate", { rate: slowdown });
}
