import * as ft from "@flotilla/sdk";

function main(page: ft.Page) {
  const log = ft.Column();
  const note = (text: string) => {
    log.controls.push(ft.Text(text));
  };
  const dialog = ft.AlertDialog({
    modal: true,
    title: ft.Text("Sure?"),
    content: ft.Text("Really delete?"),
    actions: [
      ft.TextButton("Yes", {
        onClick: () => {
          page.popDialog();
          note("yes");
        },
      }),
      ft.TextButton("No", { onClick: () => page.popDialog() }),
    ],
    actionsAlignment: ft.MainAxisAlignment.END,
    onDismiss: () => note("dialog gone"),
  });
  const sheet = ft.BottomSheet(ft.Container(ft.Text("Sheet"), { padding: 20 }), {
    onDismiss: () => note("sheet gone"),
  });

  page.add(
    ft.Button("Ask", { onClick: () => page.showDialog(dialog) }),
    ft.Button("Sheet", { onClick: () => page.showDialog(sheet) }),
    ft.Button("Snack", {
      onClick: () =>
        page.showDialog(
          ft.SnackBar(ft.Text("Saved"), { action: "Undo", onAction: () => note("undo") }),
        ),
    }),
    ft.Button("Nothing", { onClick: () => undefined }),
    log,
  );
  page.overlay.push(ft.Text("float", { left: 10, top: 10 }));
  page.update();
}

ft.run(main);
