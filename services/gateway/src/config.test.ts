import { describeConfig, parseConfig } from "@flotilla/service-kit";
import { expect, test } from "@jest/globals";
import { defaultLimits, gatewayConfig } from "./config.ts";

const needed = {
  FLOTILLA_INTERNAL_TOKEN: "t".repeat(32),
  FLOTILLA_OBJECTS_URL: "file:///var/lib/flotilla",
};

test("what is needed is enough, and the limits are the documented ones", () => {
  const { config, warnings } = parseConfig(gatewayConfig, needed);
  expect(warnings).toEqual([]);
  expect(config.gateway).toMatchObject({ host: "127.0.0.1", port: 8080, trustedProxies: [] });
  expect(config.gateway.limits).toEqual(defaultLimits);
  expect(defaultLimits).toMatchObject({
    connectionsPerAddress: 1_000,
    registrationsPerMinute: 600,
    unknownSessionsPerMinute: 100,
    messagesPerSecond: 200,
    messageBurst: 1_000,
  });
});

test.each([
  ["10.0.0.0/8, 2001:db8::/32, 127.0.0.1", true],
  ["10.0.0.0/33", false],
  ["10.0.0/8", false],
  ["2001:db8::/129", false],
  ["loopback", false],
  ["0.0.0.0/0/0", false],
])("the trusted proxies %s are accepted: %s", (list, isValid) => {
  const env = { ...needed, FLOTILLA_GATEWAY_TRUSTED_PROXIES: list };
  if (isValid)
    expect(parseConfig(gatewayConfig, env).config.gateway.trustedProxies).toHaveLength(3);
  else expect(() => parseConfig(gatewayConfig, env)).toThrow("FLOTILLA_GATEWAY_TRUSTED_PROXIES");
});

test.each([
  ["https://apps.example.org", true],
  ["ftp://x", false],
  ["apps.example.org", false],
])("the public address %s is accepted: %s", (url, isValid) => {
  const env = { ...needed, FLOTILLA_GATEWAY_PUBLIC_URLS: url };
  if (isValid) expect(parseConfig(gatewayConfig, env).config.gateway.publicUrls).toEqual([url]);
  else expect(() => parseConfig(gatewayConfig, env)).toThrow("FLOTILLA_GATEWAY_PUBLIC_URLS");
});

test("every variable says what it is for", () => {
  for (const { name, description } of describeConfig(gatewayConfig)) {
    expect([name, description.length > 5]).toEqual([name, true]);
  }
});
