import { expect } from "@jest/globals";
import { SharedPage } from "../support/shared-page.ts";
import { until } from "../support/until.ts";

const shared = new SharedPage();
const { drawn } = shared;
// Red on the left half, nothing on the right one.
const half =
  "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='20'><rect width='10' height='20' fill='red'/></svg>";

/** The color in the window at a point, by a picture of it. */
async function colorAt(x: number, y: number): Promise<string> {
  const { page } = shared.harness;
  const shot = (await page.screenshot({ clip: { x, y, width: 1, height: 1 } })).toString("base64");
  return page.evaluate<string>(`(async () => {
    const picture = new Image();
    picture.src = "data:image/png;base64,${shot}";
    await picture.decode();
    const pen = document.createElement("canvas").getContext("2d");
    pen.drawImage(picture, 0, 0);
    return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3).join();
  })()`);
}

async function halves(mode: string | undefined, color: string): Promise<readonly string[]> {
  await shared.harness.show(
    [{ _c: "Image", _i: 50, src: half, color, ...(mode ? { color_blend_mode: mode } : {}) }],
    { bgcolor: "#ffffff" },
  );
  await until("the picture is here", () =>
    shared.harness.page.evaluate<boolean>(
      `document.querySelector('[data-id="50"]').getBoundingClientRect().width === 20 &&
      document.querySelector('[data-id="50"] img').complete`,
    ),
  );
  return [await colorAt(4, 10), await colorAt(15, 10)];
}

for (const [mode, color, expected] of [
  [undefined, "#0000ff", ["0,0,255", "255,255,255"]],
  ["srcOut", "#0000ff", ["255,255,255", "0,0,255"]],
  ["srcOver", "#0000ff", ["0,0,255", "0,0,255"]],
  ["dstOver", "#0000ff", ["255,0,0", "0,0,255"]],
  ["modulate", "#808080", ["128,0,0", "255,255,255"]],
  ["screen", "#0000ff", ["255,0,255", "0,0,255"]],
  ["dst", "#0000ff", ["255,0,0", "255,255,255"]],
] as const) {
  drawn(
    `a picture has its natural size and its color as ${mode ?? "no blend mode"} has it`,
    async () => {
      expect(await halves(mode, color)).toEqual(expected);
    },
  );
}

drawn("a picture fades in over its placeholder, which fades out", async () => {
  const { page } = shared.harness;
  const arrival = Promise.withResolvers<void>();
  await page.route("**/late.svg", async (route) => {
    await arrival.promise;
    await route.fulfill({ contentType: "image/svg+xml", body: half });
  });
  await shared.harness.show([
    {
      _c: "Image",
      _i: 50,
      src: "late.svg",
      width: 20,
      height: 20,
      placeholder_src: half,
      fade_in_animation: { duration: 300, curve: "easeIn" },
      placeholder_fade_out_animation: 200,
    },
  ]);
  const opacities = `[...document.querySelector('[data-id="50"]').children].map((part) => getComputedStyle(part).opacity).join()`;
  const transitions = `[...document.querySelector('[data-id="50"]').children].map((part) => getComputedStyle(part).transition)`;
  expect(await page.evaluate(transitions)).toEqual(["opacity 0.3s ease-in", "opacity 0.2s linear"]);
  expect(await page.evaluate(opacities)).toBe("0,1");
  arrival.resolve();
  await until("it has faded in", async () => (await page.evaluate(opacities)) === "1,0");
});
