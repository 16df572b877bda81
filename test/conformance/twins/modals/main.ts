import * as ft from "@flotilla/sdk";

function main(page: ft.Page) {
  const log = ft.Column();
  const say = (text: string) => {
    log.controls.push(ft.Text(text));
  };
  const close = () => {
    const closed = page.popDialog();
    say(`closed ${closed?.constructor.name ?? "NoneType"}`);
  };

  const inner = ft.AlertDialog({
    title: "Inner",
    content: ft.Text("deeper"),
    actions: [ft.TextButton("Back", { onClick: close })],
    onDismiss: () => say("inner gone"),
  });
  const outer = ft.AlertDialog({
    title: ft.Text("Outer"),
    content: ft.TextField({
      label: "Inside",
      onChange: (e) => say(`typed ${e.control.value}`),
    }),
    actions: [
      ft.TextButton("Deeper", { onClick: () => page.showDialog(inner) }),
      ft.FilledButton("Close", { onClick: close }),
    ],
    shape: ft.RoundedRectangleBorder({ radius: 10 }),
    insetPadding: ft.Padding.all(20),
    bgcolor: ft.Colors.SURFACE,
    onDismiss: (e) => say(`outer gone ${e.control.open ? "True" : "False"}`),
  });
  const banner = ft.Banner({
    content: ft.Text("Backup failed"),
    leading: ft.Icon(ft.Icons.WARNING_AMBER_ROUNDED, { color: ft.Colors.AMBER, size: 40 }),
    actions: [
      ft.TextButton("Retry", { onClick: close }),
      ft.TextButton("Ignore", { onClick: close }),
    ],
    bgcolor: ft.Colors.AMBER_100,
    onDismiss: () => say("banner gone"),
  });
  let count = 0;
  const snack = () => {
    count += 1;
    page.showDialog(
      ft.SnackBar({
        content: `Snack ${count}`,
        action: ft.SnackBarAction({
          label: "Undo",
          textColor: ft.Colors.BLUE,
          onClick: () => say("undone"),
        }),
        behavior: ft.SnackBarBehavior.FLOATING,
        duration: ft.Duration({ seconds: count }),
        showCloseIcon: true,
        onVisible: () => say("visible"),
      }),
    );
  };

  const date = ft.DatePicker({
    firstDate: new Date(Date.UTC(2024, 0, 1)),
    lastDate: new Date(Date.UTC(2024, 11, 31)),
    entryMode: ft.DatePickerEntryMode.INPUT,
    onChange: (e) => {
      const { value } = e.control;
      if (value) {
        say(`date ${value.getUTCFullYear()}-${value.getUTCMonth() + 1}-${value.getUTCDate()}`);
      }
    },
    onDismiss: () => say("no date"),
  });
  const span = ft.DateRangePicker({
    startValue: new Date("2024-03-01T00:00:00Z"),
    endValue: new Date("2024-03-09T00:00:00Z"),
    onChange: ({ control }) =>
      say(`span ${control.startValue?.getUTCDate()} to ${control.endValue?.getUTCDate()}`),
  });
  const clock = ft.TimePicker({
    value: ft.TimeOfDay(9, 30),
    entryMode: ft.TimePickerEntryMode.DIAL,
    onChange: (e) => say(`time ${e.control.value?.hour}:${e.control.value?.minute}`),
  });
  const sheet = ft.CupertinoBottomSheet(
    ft.CupertinoTimerPicker({
      value: ft.Duration({ minutes: 5 }),
      secondInterval: 10,
      mode: ft.CupertinoTimerPickerMode.MINUTE_SECONDS,
      onChange: (e) => say(`timer ${e.control.value}`),
    }),
    { height: 200, onDismiss: () => say("timer gone") },
  );
  const again = ft.CupertinoAlertDialog({
    title: ft.Text("Delete?"),
    actions: [
      ft.CupertinoDialogAction("Yes", { destructive: true, onClick: close }),
      ft.CupertinoDialogAction("No", { default: true, onClick: close }),
    ],
  });
  const low = ft.BottomSheet(
    ft.Container(ft.Button("lower", { onClick: close }), { padding: 10 }),
    { showDragHandle: true, scrollable: true, draggable: true, useSafeArea: false },
  );

  const twice = () => {
    try {
      page.showDialog(outer);
      page.showDialog(outer);
    } catch (error) {
      say(/already/.test(String(error)) ? "refused" : String(error));
    }
  };
  const edit = () => {
    outer.title = "Renamed";
    outer.actions.push(ft.TextButton("Third"));
    inner.content = ft.Column([ft.Text("a"), ft.Text("b")], { tight: true });
    banner.actions.shift();
  };

  const shows = { outer, banner, date, span, clock, timer: sheet, again, low };
  page.add(
    ft.Row(
      Object.entries(shows).map(([name, dialog]) =>
        ft.Button(name, { onClick: () => page.showDialog(dialog) }),
      ),
      { wrap: true },
    ),
    ft.Row([
      ft.Button("snack", { onClick: snack }),
      ft.Button("twice", { onClick: twice }),
      ft.Button("edit", { onClick: edit }),
      ft.Button("pop", { onClick: close }),
    ]),
    log,
  );
}

ft.run(main);
