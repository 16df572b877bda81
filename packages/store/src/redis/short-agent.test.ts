import { expect, test } from "@jest/globals";
import { restoreAgent, shortenAgent } from "./short-agent.ts";

const kit = "AppleWebKit/537.36 (KHTML, like Gecko)";

test.each([
  [`Mozilla/5.0 (X11; Linux x86_64) ${kit} Chrome/140.0.0.0 Safari/537.36`, 29],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${kit} Chrome/140.0.0.0 Safari/537.36 Edg/140.0`, 50],
  ["Mozilla/5.0 (X11; Ubuntu; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0", 42],
  ["Mozilla/5.0 (Mozilla/5.0 (", 2],
  ["curl/8.5.0", 10],
  ["", 0],
  ["ünï\nline", 8],
])("%j is the same again, and not longer than %i characters meanwhile", (agent, length) => {
  const text = shortenAgent(agent);
  expect(restoreAgent(text)).toBe(agent);
  expect(text.length).toBeLessThanOrEqual(length);
});

test("characters that stand for something are no part of an agent", () => {
  expect(restoreAgent(shortenAgent("a\u0001b\u0005"))).toBe("a b ");
});
