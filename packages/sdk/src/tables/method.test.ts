import { decode, encodeMessage } from "@flotilla/protocol";
import { expect, test } from "@jest/globals";
import { toWire } from "../core/serialize.ts";
import * as ft from "../index.ts";
import { PubSubHub } from "../pubsub/pubsub-hub.ts";
import { AppSession } from "../session/app-session.ts";
import { IdCounter } from "../session/id-counter.ts";

interface Call {
  readonly control_id: number;
  readonly call_id: string;
  readonly name: string;
  readonly args?: Readonly<Record<string, unknown>>;
}

/** A session whose client answers each call with what `answers` has for its name. */
async function open(
  main: (page: ft.Page) => unknown,
  answers: Readonly<Record<string, unknown>> = {},
) {
  const calls: Call[] = [];
  const session = new AppSession({
    id: "s".repeat(22),
    app: { main, options: {} },
    hub: new PubSubHub(),
    ids: new IdCounter(),
    hooks: {
      publish() {},
      log() {},
      crashed(error) {
        throw error;
      },
    },
  });
  await session.open(
    { route: "/", web: true, platform: "linux" },
    { ip: "203.0.113.7", userAgent: "test", pageUrl: "ws://host/app", pageName: "app" },
    {
      send(packet) {
        const [action, body] = decode(packet, { keys: "any" }, 1) as [number, Call];
        if (action !== 5) return;
        calls.push(body);
        const result = answers[body.name] ?? null;
        const reply = { control_id: body.control_id, call_id: body.call_id, result, error: null };
        queueMicrotask(() => session.receive(encodeMessage(5, reply)));
      },
      end() {},
    },
  );
  return { session, calls };
}

test("arguments go by position or by name, unset ones as null, defaults as Flet sends them", async () => {
  const { session, calls } = await open(async (page) => {
    const tabs = ft.Tabs(ft.Text("a"), { length: 3 });
    const list = ft.ListView();
    page.add(tabs, list);
    await tabs.moveTo(1);
    await tabs.moveTo(2, { animationCurve: ft.AnimationCurve.LINEAR, animationDuration: 5 });
    await list.scrollTo({ offset: -1, duration: ft.Duration({ seconds: 1 }) });
  });
  await until(() => calls.length === 3);
  expect(session.page.controls).toHaveLength(2);
  expect(calls.map(({ name, args }) => [name, args])).toEqual([
    ["move_to", { index: 1, curve: "easeIn", duration: { milliseconds: 100 } }],
    ["move_to", { index: 2, curve: "linear", duration: 5 }],
    [
      "scroll_to",
      { offset: -1, delta: null, scroll_key: null, duration: { seconds: 1 }, curve: "ease" },
    ],
  ]);
});

test("results become values", async () => {
  let picked: ft.FilePickerFile[] = [];
  let shared: ft.ShareResult | undefined;
  const { calls } = await open(
    async () => {
      picked = await ft.FilePicker().pickFiles({ allowMultiple: true });
      shared = await ft.Share().shareText("hello", { title: "t" });
    },
    {
      pick_files: [{ id: 1, name: "a.txt", size: 3, path: null, bytes: null }],
      share_text: { status: "success", raw: "x" },
    },
  );
  await until(() => shared !== undefined);
  expect(picked[0]).toBeInstanceOf(ft.FilePickerFile);
  expect(picked[0]?.name).toBe("a.txt");
  expect(shared?.status).toBe(ft.ShareResultStatus.SUCCESS);
  expect(calls[0]?.args).toEqual({
    dialog_title: null,
    initial_directory: null,
    file_type: "any",
    allowed_extensions: null,
    allow_multiple: true,
    with_data: false,
    compression_quality: 0,
    cancel_upload_on_window_blur: true,
  });
  expect(calls[1]?.args).toEqual({
    text: "hello",
    title: "t",
    download_fallback_enabled: true,
    mail_to_fallback_enabled: true,
  });
});

test("what cannot succeed is refused before the client is asked", async () => {
  const refusals: string[] = [];
  const note = (call: Promise<unknown>) =>
    call.catch((error: Error) => refusals.push(error.message));
  const { calls } = await open(async (page) => {
    const views = ft.PageView([ft.Text("a")]);
    page.add(views);
    await note(ft.StoragePaths().getTemporaryDirectory());
    await note(ft.FilePicker().saveFile({ fileName: "a" }));
    await note(ft.SharedPreferences().set("k", {} as never));
    await note(views.jumpToPage(-1));
    await note((views.jumpToPage as (name: object) => Promise<void>)({ page: 1 }));
    await note((views.jumpToPage as () => Promise<void>)());
  });
  await until(() => refusals.length === 6);
  expect(calls).toEqual([]);
  expect(refusals).toEqual([
    "StoragePaths.getTemporaryDirectory works only on platforms other than the web",
    'saveFile needs "srcBytes" on the web and on mobile platforms',
    'set needs "value"',
    "index must be at least 0, got -1",
    'jumpToPage has no argument "page"',
    'jumpToPage needs "index"',
  ]);
});

test("client actions name their service, share it on a page, and leave out what is null", async () => {
  const { session } = await open((page) => {
    const picker = ft.FilePicker();
    page.add(
      ft.Button("copy", { action: ft.CopyToClipboard("one") }),
      ft.Button("both", {
        action: [ft.CopyToClipboard("two"), ft.OpenUrl("https://a.example", "_blank")],
      }),
      ft.Button("pick", { action: ft.PickFiles(picker, { allowMultiple: true }) }),
    );
  });
  const [copy, both, pick] = session.page.controls as ft.Button[];
  const first = wireOf(copy?.action);
  const [second, third] = [both?.action].flat().map(wireOf);
  expect(first).toEqual({ service_id: expect.any(Number), method: "set", args: { data: "one" } });
  expect(first.service_id).toBeGreaterThan(3);
  expect(second?.service_id).toBe(first.service_id);
  expect(third).toMatchObject({
    method: "launch_url",
    args: { url: { url: "https://a.example", target: "_blank" } },
  });
  expect(wireOf(pick?.action)).toMatchObject({
    method: "pick_files",
    args: { file_type: "any", allow_multiple: true, with_data: false, compression_quality: 0 },
  });
  expect(wireOf(pick?.action).args).not.toHaveProperty("dialog_title");
});

test("a shared client action needs a page", () => {
  expect(() => ft.CopyToClipboard("x")).toThrow("needs a page");
});

function wireOf(action: unknown): Record<string, never> {
  return toWire(action) as Record<string, never>;
}

/** Waits until what the session does by itself has happened. */
async function until(isDone: () => boolean): Promise<void> {
  for (let turn = 0; turn < 200 && !isDone(); turn++) await new Promise(setImmediate);
}
