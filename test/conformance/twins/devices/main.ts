import * as ft from "@flotilla/sdk";

const python = (value: unknown): string =>
  value === true
    ? "True"
    : value === false
      ? "False"
      : Array.isArray(value)
        ? `[${value.map((one) => `'${one}'`).join(", ")}]`
        : String(value);

async function main(page: ft.Page) {
  const out = ft.Text("");
  const battery = ft.Battery({
    onStateChange: (e) => {
      out.value = `battery ${e.state}`;
    },
  });
  const net = ft.Connectivity({
    onChange: (e) => {
      out.value = e.connectivity.join(",");
    },
  });
  const lock = ft.Wakelock();
  const haptic = ft.HapticFeedback();
  const share = ft.Share();
  const files = ft.FilePicker();
  const speak = ft.SemanticsService();
  const prefs = ft.SharedPreferences();
  const links = ft.UrlLauncher();
  const board = ft.Clipboard();

  const handlers: Record<string, () => Promise<void>> = {
    energy: async () => {
      const level = await battery.getBatteryLevel();
      const state = await battery.getBatteryState();
      out.value = `${level} ${state} ${python(await battery.isInBatterySaveMode())}`;
    },
    online: async () => {
      out.value = python(await net.getConnectivity());
    },
    awake: async () => {
      await lock.enable();
      out.value = `awake ${python(await lock.isEnabled())}`;
      await lock.disable();
    },
    buzz: async () => {
      await haptic.heavyImpact();
      await haptic.selectionClick();
      out.value = "buzzed";
    },
    sharing: async () => {
      const result = await share.shareText("look", { title: "T", subject: "S" });
      out.value = `${result.status} ${result.raw}`;
    },
    picking: async () => {
      const picked = await files.pickFiles({
        dialogTitle: "Pick",
        allowMultiple: true,
        fileType: ft.FilePickerFileType.CUSTOM,
        allowedExtensions: ["pdf", "txt"],
      });
      out.value = picked.map((file) => `${file.name} ${file.size}`).join("; ") || "none";
    },
    saving: async () => {
      try {
        await files.saveFile({ fileName: "a.txt", srcBytes: new TextEncoder().encode("abc") });
        out.value = "saved";
      } catch (error) {
        out.value = `not saved: ${(error as Error).message}`;
      }
    },
    announce: async () => {
      await speak.announceMessage("Hello", { assertiveness: ft.Assertiveness.ASSERTIVE });
      out.value = "announced";
    },
    storing: async () => {
      await prefs.set("list", ["a", "b"]);
      await prefs.set("n", 3);
      const list = await prefs.get("list");
      out.value = `${python(list)} ${python(await prefs.remove("n"))} ${python(await prefs.clear())}`;
    },
    wrong: async () => {
      try {
        await prefs.set("x", { no: 1 } as never);
        out.value = "stored";
      } catch {
        out.value = "refused";
      }
    },
    links: async () => {
      await links.launchUrl("https://example.org", { webOnlyWindowName: "_self" });
      out.value = python(await links.canLaunchUrl("mailto:a@b"));
      await links.openWindow("https://example.org/x", { title: "X", width: 300, height: 200 });
    },
    broken: async () => {
      await board.get();
    },
    image: async () => {
      const data = await board.getImage();
      out.value = `${data?.length} bytes`;
    },
  };
  const buttons = Object.entries(handlers).map(([text, onClick]) => ft.Button(text, { onClick }));
  page.add(out, ft.Row(buttons, { wrap: true }));
}

ft.run(main);
