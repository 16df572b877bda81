import { stat } from "node:fs/promises";
import { join } from "node:path";
import * as ft from "@flotilla/sdk";

const uploadDir = "uploads";

/** Files of the visitor's device: picked, sent to signed addresses one after the other, found in the upload folder. */
function main(page: ft.Page) {
  page.title = "Upload";
  const bars = new Map<string, ft.ProgressBar>();
  const list = ft.Column();
  // All sessions of a process share the folder.
  const pathOf = (fileName: string) => `${page.sessionId}/${fileName}`;

  const picker = ft.FilePicker({
    onUpload: async ({ fileName, progress, error }) => {
      const bar = bars.get(fileName);
      if (bar !== undefined) bar.value = progress ?? 0;
      if (error !== null) list.controls.push(ft.Text(`${fileName}: ${error}`));
      if (progress !== 1) return;
      const { size } = await stat(join(uploadDir, pathOf(fileName)));
      list.controls.push(ft.Text(`${fileName}: ${size} bytes arrived`));
    },
  });
  const pick = async () => {
    const files = await picker.pickFiles({ allowMultiple: true });
    bars.clear();
    list.controls = files.flatMap(({ name }) => {
      const bar = ft.ProgressBar({ value: 0, tooltip: name });
      bars.set(name, bar);
      return [ft.Text(name), bar];
    });
    page.update();
    await picker.upload(
      files.map(({ id, name }) =>
        ft.FilePickerUploadFile({ id, name, uploadUrl: page.getUploadUrl(pathOf(name), 600) }),
      ),
    );
  };
  const save = () =>
    picker.saveFile({
      fileName: "report.txt",
      srcBytes: new TextEncoder().encode(`${bars.size} files were sent\n`),
    });

  page.add(
    ft.Row([
      ft.FilledButton("Send files", { icon: ft.Icons.UPLOAD, onClick: pick }),
      ft.OutlinedButton("Save a report", { icon: ft.Icons.DOWNLOAD, onClick: save }),
    ]),
    list,
  );
}

ft.run(main, { uploadDir });
