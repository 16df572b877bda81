/** What `get_device_info` tells in a browser. */
export function deviceInfo(navigator: Navigator): Record<string, unknown> {
  const { deviceMemory } = navigator as Navigator & { deviceMemory?: number };
  return {
    browser_name: browserName(navigator.userAgent),
    app_code_name: navigator.appCodeName,
    app_name: navigator.appName,
    app_version: navigator.appVersion,
    device_memory: deviceMemory ?? null,
    language: navigator.language,
    languages: [...navigator.languages],
    platform: navigator.platform,
    product: navigator.product,
    product_sub: navigator.productSub,
    user_agent: navigator.userAgent,
    vendor: navigator.vendor,
    vendor_sub: navigator.vendorSub,
    max_touch_points: navigator.maxTouchPoints,
    hardware_concurrency: navigator.hardwareConcurrency,
    locales: [...navigator.languages],
  };
}

function browserName(agent: string): string {
  if (agent.includes("Firefox")) return "firefox";
  if (agent.includes("SamsungBrowser")) return "samsungInternet";
  if (agent.includes("OPR") || agent.includes("Opera")) return "opera";
  if (agent.includes("Edg")) return "edge";
  if (agent.includes("Chrome")) return "chrome";
  if (agent.includes("Safari")) return "safari";
  return "unknown";
}
