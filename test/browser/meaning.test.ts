import { expect } from "@jest/globals";
import { SharedPage } from "../support/shared-page.ts";

const shared = new SharedPage();
const { drawn } = shared;

drawn("a marked-up text becomes elements, foreign markup and unsafe links stay text", async () => {
  const value =
    "# Head\n\nText **bold** <b onclick=x>raw</b> [good](https://a.b/c) [bad](javascript:alert(1))\n\n" +
    "* one\n* two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n";
  await shared.harness.show([
    { _c: "Markdown", _i: 60, value, extension_set: "gitHubWeb", on_tap_link: true },
  ]);
  const { page } = shared.harness;
  await page.getByRole("heading", { name: "Head", level: 1 }).waitFor();
  expect(await page.locator("strong").textContent()).toBe("bold");
  expect(await page.getByRole("listitem").count()).toBe(2);
  expect(await page.getByRole("cell", { name: "2" }).count()).toBe(1);
  expect(await page.getByRole("link").allTextContents()).toEqual(["good"]);
  expect(await page.getByText("<b onclick=x>raw</b>").count()).toBe(1);
  await page.getByRole("link", { name: "good" }).click();
  expect((await shared.harness.nextEvent("tap_link")).data).toBe("https://a.b/c");
});

drawn("semantics give their content a role, a name and actions", async () => {
  await shared.harness.show([
    {
      _c: "Semantics",
      _i: 60,
      label: "Next page",
      button: true,
      on_tap: true,
      content: { _c: "Container", width: 40, height: 40, bgcolor: "red" },
    },
  ]);
  await shared.harness.page.getByRole("button", { name: "Next page" }).press("Enter");
  expect((await shared.harness.nextEvent("tap")).target).toBe(60);
});

drawn("keys are heard where the focus is", async () => {
  await shared.harness.show([
    {
      _c: "KeyboardListener",
      _i: 60,
      autofocus: true,
      on_key_down: true,
      on_key_up: true,
      content: { _c: "Text", value: "Listening" },
    },
  ]);
  await shared.harness.page.getByText("Listening").waitFor();
  await shared.harness.invoke(60, "focus");
  await shared.harness.page.keyboard.press("a");
  expect((await shared.harness.nextEvent("key_down")).data).toEqual({ key: "A" });
  expect((await shared.harness.nextEvent("key_up")).data).toEqual({ key: "A" });
});

drawn("another content comes while the former one goes", async () => {
  const content = (id: number, value: string) => ({ _c: "Text", _i: id, value });
  await shared.harness.show([
    {
      _c: "AnimatedSwitcher",
      _i: 60,
      duration: { milliseconds: 300 },
      reverse_duration: { milliseconds: 300 },
      content: content(61, "Former"),
    },
  ]);
  shared.harness.patch(60, [[0], [0, 0, "content", content(62, "Next")]]);
  await shared.harness.page.getByText("Next").waitFor();
  await shared.harness.page.getByText("Former").waitFor({ state: "detached" });
  expect(await shared.harness.page.locator('[data-id="62"]').count()).toBe(1);
});

drawn(
  "fields that are filled in together are a form to the browser, which sends nothing",
  async () => {
    const { harness } = shared;
    const field = (label: string, hint: string) => ({
      ...{ _c: "TextField", label, autofill_hints: [hint], on_submit: true },
    });
    const controls = [field("User", "username"), field("Word", "password")];
    await harness.show([{ _c: "AutofillGroup", content: { _c: "Column", controls } }]);
    const word = harness.page.locator("form").getByRole("textbox", { name: "Word" });
    expect(await word.getAttribute("autocomplete")).toBe("current-password");
    const address = harness.page.url();
    await word.press("Enter");
    await harness.nextEvent("submit");
    expect(harness.page.url()).toBe(address);
  },
);
