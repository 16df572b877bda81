import * as ft from "@flotilla/sdk";
import type { Scenario } from "../scenario.ts";

/** A control that answers on a data channel. */
class Probe extends ft.RawImage {
  constructor() {
    super();
    this.onDataChannelOpen = (e) => {
      const channel = this.getDataChannel(e.channelId);
      channel.onBytes((bytes) => channel.send(new Uint8Array([0xfe, ...bytes])));
      channel.send(new TextEncoder().encode("\u0001frame"));
    };
  }
}

/** Creates a service and updates a neighbour while it is mounted. */
class Mounted extends ft.Column {
  override didMount(): void {
    const clipboard = ft.Clipboard();
    const neighbour = this.data as ft.Text;
    neighbour.value = "mounted";
    neighbour.update();
    void this.page.runTask(() => clipboard.set("from did_mount"));
  }
}

/** Methods of the client, services, data channels. */
export const services: readonly Scenario[] = [
  {
    name: "invoke_roundtrip",
    main(page) {
      const out = ft.Text("");
      const field = ft.TextField();
      const shot = ft.Screenshot(ft.Text("pic"));
      const list = ft.ListView([ft.Text("x")]);
      async function go() {
        await field.focus();
        const png = await shot.capture({ pixelRatio: 2 });
        await list.scrollTo({ offset: -1, duration: 200, curve: ft.AnimationCurve.LINEAR });
        try {
          await shot.capture({ delay: ft.Duration({ milliseconds: 5 }) });
        } catch (error) {
          const text = error instanceof Error ? error.message : "";
          out.value = `${png.length} bytes, then: ${text}`;
        }
      }
      page.add(field, shot, list, ft.Button("go", { onClick: go }), out);
    },
  },
  {
    name: "invoke_timeout",
    main(page) {
      const out = ft.Text("");
      class Box extends ft.TextField {
        focusSoon(): Promise<unknown> {
          return this.invokeMethod("focus", undefined, { timeoutMs: 20 });
        }
      }
      const box = new Box();
      async function go() {
        try {
          await box.focusSoon();
        } catch {
          out.value = "timeout";
        }
      }
      page.add(box, ft.Button("go", { onClick: go }), out);
    },
  },
  {
    name: "service_clipboard",
    main(page) {
      const out = ft.Text("");
      page.add(
        out,
        ft.Button("copy", {
          async onClick() {
            const clipboard = ft.Clipboard();
            await clipboard.set("hello");
            out.value = (await clipboard.get()) ?? "";
          },
        }),
      );
    },
  },
  {
    name: "service_prefs_and_files",
    main(page) {
      const out = ft.Text("");
      const show = (value: unknown) => (value === null ? "None" : String(value));
      const prefs = ft.SharedPreferences();
      const picker = ft.FilePicker({
        onUpload: (e) => {
          const progress = e.progress === null ? "None" : e.progress.toFixed(1);
          out.value = `${e.fileName} ${progress} ${show(e.error)}`;
        },
      });
      async function go() {
        await prefs.set("n", 5);
        const n = await prefs.get("n");
        const keys = await prefs.getKeys("");
        const files = await picker.pickFiles({
          allowMultiple: true,
          withData: true,
          fileType: ft.FilePickerFileType.IMAGE,
        });
        const [file] = files;
        if (file === undefined) return;
        const bytes = Array.from(file.bytes ?? [], (byte) => `\\x0${byte}`).join("");
        out.value = `${n} ['${keys.join("', '")}'] ${file.name} ${file.size} b'${bytes}'`;
        page.update();
        await picker.upload([
          ft.FilePickerUploadFile({
            name: file.name,
            id: file.id,
            uploadUrl: "/app/upload?f=a/b.png&e=2030-01-01T00%3A00%3A00%2B00%3A00&s=0",
          }),
        ]);
      }
      page.add(out, ft.Button("go", { onClick: go }));
    },
  },
  {
    name: "service_in_did_mount",
    main(page) {
      const out = ft.Text("-");
      page.add(new Mounted([ft.Text("p")], { data: out }), out);
    },
  },
  {
    name: "service_in_before_main",
    main(page) {
      const clipboard = page.data as ft.Clipboard;
      page.runTask(() => clipboard.set("x"));
    },
    options: {
      beforeMain(page) {
        page.data = ft.Clipboard();
      },
    },
  },
  {
    name: "service_release",
    main(page) {
      page.add(
        ft.Button("copy", { onClick: () => ft.Clipboard().set("x") }),
        ft.TextButton("nothing", { onClick: () => {} }),
      );
    },
  },
  {
    name: "data_channel",
    main(page) {
      page.add(new Probe());
    },
  },
];
