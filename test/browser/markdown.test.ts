import { expect, test } from "@jest/globals";
import type { ClientHarness, WireControl } from "../support/client-harness.ts";
import { OpenedHarnesses } from "../support/opened-harnesses.ts";

const { open, deadlineMs } = new OpenedHarnesses({});

async function show(value: string, more: Partial<WireControl> = {}): Promise<ClientHarness> {
  const harness = await open();
  await harness.show([{ _c: "Markdown", _i: 50, value, extension_set: "gitHubWeb", ...more }]);
  return harness;
}

const code = ["```python", "def add(a):", "    return a  # sum", "```"].join("\n");

/** Texts of the parts of a code block with their colors. */
const partsOfCode = `[...document.querySelectorAll("pre span")].map((part) =>
  [part.textContent, getComputedStyle(part).color])`;

test(
  "code has the colors of the theme that the app names",
  async () => {
    const harness = await show(code, { code_theme: "github" });
    await harness.page.locator("pre span").first().waitFor();
    expect(await harness.page.evaluate(partsOfCode)).toEqual([
      ["def", "rgb(51, 51, 51)"],
      ["add", "rgb(153, 0, 0)"],
      ["return", "rgb(51, 51, 51)"],
      ["# sum", "rgb(153, 153, 136)"],
    ]);
    const background = await harness.page.evaluate(
      `getComputedStyle(document.querySelector("pre")).backgroundColor`,
    );
    expect(background).toBe("rgb(248, 248, 248)");
    harness.patch(50, [[0], [0, 0, "code_theme", "monokai"]]);
    await harness.settle();
    expect(await harness.page.evaluate(partsOfCode)).toContainEqual(["def", "rgb(249, 38, 114)"]);
  },
  deadlineMs,
);

test(
  "code has the styles that the app gives to its parts, and none without a theme",
  async () => {
    const harness = await show(code, {
      code_theme: { keyword: { color: "#ff0000", weight: "bold" }, root: { bgcolor: "#000000" } },
    });
    await harness.page.locator("pre span").first().waitFor();
    expect(await harness.page.evaluate(partsOfCode)).toEqual([
      ["def", "rgb(255, 0, 0)"],
      ["return", "rgb(255, 0, 0)"],
    ]);
    harness.patch(50, [[0], [0, 0, "code_theme", null]]);
    await harness.settle();
    expect(await harness.page.evaluate(partsOfCode)).toEqual([]);
  },
  deadlineMs,
);

test(
  "formulas in a line and of their own are drawn, prices are not",
  async () => {
    const harness = await show(
      "Energy $E = mc^2$, for $5 or $10.\n\n$$\n\\frac{1}{2} \\sum_{i=1}^n x_i\n$$\n",
    );
    await harness.page.locator("math[display=block] mfrac").waitFor();
    const { line, all } = await harness.page.evaluate<{ line: string; all: number }>(
      `({ line: document.querySelector("p").innerText, all: document.querySelectorAll("math").length })`,
    );
    expect(line).toContain("for $5 or $10.");
    expect(all).toBe(2);
    const [, , width, height] = await harness.page.evaluate<readonly number[]>(
      `(({ x, y, width, height }) => [x, y, width, height])(document.querySelector("mfrac").getBoundingClientRect())`,
    );
    expect(width).toBeGreaterThan(3);
    expect(height).toBeGreaterThan(15); // one above the other
  },
  deadlineMs,
);

test.each([
  ["none", { code: 0, table: 0, del: 0 }],
  ["commonMark", { code: 1, table: 0, del: 0 }],
  ["gitHubFlavored", { code: 1, table: 1, del: 1 }],
])(
  "the marks of the set %s count, others do not",
  async (set, expected) => {
    const harness = await show(`${code}\n\n~~gone~~\n\n| a |\n|---|\n| b |\n`, {
      extension_set: set,
    });
    await harness.page.getByText("gone").waitFor();
    const counts = await harness.page.evaluate(
      `Object.fromEntries(["pre", "table", "del"].map((name) => [name === "pre" ? "code" : name, document.querySelectorAll(name).length]))`,
    );
    expect(counts).toEqual(expected);
  },
  deadlineMs,
);

test(
  "links tell the app, a broken picture shows what the app gave for it",
  async () => {
    const harness = await show("[Go](https://example.com/a) ![None](data:image/png;base64,AAAA)", {
      on_tap_link: true,
      image_error_content: { _c: "Text", value: "No picture" },
    });
    await harness.page.getByRole("link", { name: "Go" }).click();
    expect((await harness.nextEvent("tap_link")).data).toBe("https://example.com/a");
    await harness.page.getByText("No picture").waitFor();
  },
  deadlineMs,
);

test(
  "words between colons are emoji on GitHub's pages only, and not in code",
  async () => {
    const text = "Ship it :rocket: :+1: :no_such_thing: `:rocket:` at 10:30:15";
    const harness = await show(text);
    await harness.page.getByText("🚀 👍 :no_such_thing: :rocket: at 10:30:15").waitFor();
    harness.patch(50, [[0], [0, 0, "extension_set", "gitHubFlavored"]]);
    await harness.page.getByText("Ship it :rocket: :+1:").waitFor();
  },
  deadlineMs,
);

test(
  "notes stand at the foot in the order of their marks, with a way there and back",
  async () => {
    const text = [
      "First[^long], second[^1], first again[^long], none[^x], `[^1]`.",
      "",
      "[^1]: Short.",
      "[^long]: Long,",
      "    with *two* lines.",
      "[^unused]: Never seen.",
    ].join("\n");
    const { page } = await show(text);
    const notes = page.locator("section[aria-label=Notes] li");
    expect(await notes.allTextContents()).toEqual(["Long, with two lines.↩", "Short.↩"]);
    expect(await page.locator(".fl-md > p").textContent()).toBe(
      "First1, second2, first again1, none[^x], [^1].",
    );
    const ids = await page.locator(".fl-md [id]").evaluateAll((found) => found.map(({ id }) => id));
    expect(ids).toEqual([...new Set(ids)]);
    await page.getByRole("link", { name: "Note 2" }).press("Enter");
    const focused = () => page.evaluate<string>("document.activeElement.textContent");
    expect(await focused()).toBe("Short.↩");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await focused()).toBe("2");
    expect(new URL(page.url()).hash).toBe("");
  },
  deadlineMs,
);
