import { type Browser, chromium } from "playwright-core";
import type { HarnessOptions } from "./harness-options.ts";

const rasterFlags = {
  processor: ["--disable-gpu"],
  graphics: [
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--enable-gpu-rasterization",
    "--ignore-gpu-blocklist",
  ],
};

/** The system's Chromium, which draws the same on every machine. */
export function launchHarnessBrowser(
  options: Pick<HarnessOptions, "raster" | "chromiumArgs"> = {},
): Promise<Browser> {
  return chromium.launch({
    executablePath: "/usr/bin/chromium",
    args: [
      "--no-sandbox",
      ...rasterFlags[options.raster ?? "processor"],
      "--disable-dev-shm-usage",
      "--font-render-hinting=none",
      ...(options.chromiumArgs ?? []),
    ],
  });
}
