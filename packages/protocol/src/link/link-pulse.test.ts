import { expect, test } from "@jest/globals";
import { LinkPair } from "./link-pair.ts";
import { LinkPulse } from "./link-pulse.ts";

test("[LNK15] an end that lives answers each beat, whatever else it does not read", () => {
  const pair = new LinkPair();
  const pulse = new LinkPulse((bytes) => pair.gateway.link.ping(bytes));
  pair.pump();
  pair.gateway.events.length = 0;
  for (let n = 1; n <= 3; n++) {
    expect(pulse.beat()).toBe(0);
    pair.pump();
    const answers = pair.gateway.take("ping");
    expect(answers).toEqual([Uint8Array.of(n, 0, 0, 0, 0, 0, 0, 0)]);
    pulse.heard();
  }
});

test("[LNK15] silence is counted in beats since the last sign of life, and ends with the next", () => {
  const pulse = new LinkPulse(() => {});
  expect([pulse.beat(), pulse.beat(), pulse.beat()]).toEqual([0, 1, 2]);
  pulse.heard();
  expect([pulse.beat(), pulse.silentBeats, pulse.beat()]).toEqual([0, 0, 1]);
});
