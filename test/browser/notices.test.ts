import { encodeNotice } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import { OpenedHarnesses } from "../support/opened-harnesses.ts";
import { until } from "../support/until.ts";

const { open, deadlineMs } = new OpenedHarnesses();

const failure = {
  type: "build_failed",
  text: 'Expected ")" but found "}"\n  12 │ ft.run((page => {\n     ╵ ^',
  file: "src/main.tsx",
  line: 12,
  column: 7,
} as const;

test(
  "a failed build is told with its place, until it is mended",
  async () => {
    const harness = await open();
    await harness.show([{ _c: "TextField", _i: 10, label: "Name" }]);
    await harness.page.getByLabel("Name").fill("a");
    harness.send(encodeNotice(failure));
    const alert = harness.page.getByRole("alert");
    await alert.getByText("src/main.tsx:12:7", { exact: true }).waitFor();
    expect(await alert.textContent()).toContain('Expected ")" but found "}"');
    await harness.page.keyboard.type("b"); // it takes nothing away from the page
    expect(await harness.page.getByLabel("Name").inputValue()).toBe("ab");

    harness.send(encodeNotice({ ...failure, text: "another", line: 13 }));
    await alert.getByText("src/main.tsx:13:7", { exact: true }).waitFor();
    harness.send(encodeNotice({ type: "build_ok" }));
    await alert.waitFor({ state: "detached" });
  },
  deadlineMs,
);

test(
  "a failed build can be dismissed by button and by Escape, the next one is told again",
  async () => {
    const harness = await open();
    const alert = harness.page.getByRole("alert");
    harness.send(encodeNotice({ type: "build_failed", text: "first" }));
    await alert.getByRole("button", { name: "Dismiss" }).click();
    await alert.waitFor({ state: "detached" });
    harness.send(encodeNotice({ type: "build_failed", text: "second" }));
    await alert.getByText("second").waitFor();
    await harness.page.keyboard.press("Escape");
    await alert.waitFor({ state: "detached" });
  },
  deadlineMs,
);

test.each(["light", "dark"] as const)(
  "a failed build can be read in the %s",
  async (colorScheme) => {
    const harness = await open({ colorScheme });
    harness.send(encodeNotice(failure));
    await harness.page.getByRole("alert").waitFor();
    const [text = 0, background = 0] = await harness.page.evaluate<number[]>(`(() => {
      const { color, backgroundColor } = getComputedStyle(document.querySelector("[role=alert]"));
      return [color, backgroundColor].map((value) => Math.max(...value.match(/\\d+/g).slice(0, 3)));
    })()`);
    if (colorScheme === "light") expect(background).toBeGreaterThan(200);
    else expect(background).toBeLessThan(60);
    expect(Math.abs(text - background)).toBeGreaterThan(150);
  },
  deadlineMs,
);

test(
  "an app that does not respond is told while it does not",
  async () => {
    const harness = await open();
    const status = harness.page.getByRole("status").getByText("The app is not responding.");
    harness.send(encodeNotice({ type: "not_responding" }));
    await status.waitFor();
    harness.send(encodeNotice({ type: "responding" }));
    await status.waitFor({ state: "detached" });
    harness.send(encodeNotice({ type: "not_responding" }));
    await status.waitFor();
    harness.restore({});
    await status.waitFor({ state: "detached" });
    await until("the registration", () => harness.registrations.length === 1);
  },
  deadlineMs,
);
