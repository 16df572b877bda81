import * as ft from "@flotilla/sdk";

/** A form: fields that are checked when it is sent, pickers for date and time, a question before it is emptied. */
function main(page: ft.Page) {
  page.title = "Forms";
  page.scroll = ft.ScrollMode.AUTO;
  const name = ft.TextField({ label: "Name", autofocus: true });
  const mail = ft.TextField({ label: "Mail", hintText: "you@example.org" });
  const color = ft.Dropdown({
    label: "Color",
    options: ["Red", "Green", "Blue"].map((text) => ft.DropdownOption({ key: text, text })),
  });
  const size = ft.RadioGroup({
    content: ft.Row(["Small", "Large"].map((value) => ft.Radio({ value, label: value }))),
    value: "Small",
  });
  const loud = ft.Switch({ label: "Loud" });
  const agree = ft.Checkbox({ label: "I agree" });
  const amount = ft.Slider({
    min: 0,
    max: 10,
    divisions: 10,
    value: 3,
    label: "{value}",
    tooltip: "Amount", // its name to who does not see it
  });
  const amountText = ft.Text("Amount: 3");
  const dateText = ft.Text("No date");
  const timeText = ft.Text("No time");
  const result = ft.Text("", { key: "result" });

  amount.onChange = () => {
    amountText.value = `Amount: ${amount.value}`;
  };
  const day = ft.DatePicker({
    value: new Date("2030-05-06T00:00:00Z"),
    firstDate: new Date("2030-01-01T00:00:00Z"),
    lastDate: new Date("2031-12-31T00:00:00Z"),
    onChange: () => {
      dateText.value = `Date: ${day.value?.toISOString().slice(0, 10)}`;
    },
  });
  const time = ft.TimePicker({
    value: new ft.TimeOfDay(9, 30),
    onChange: () => {
      const { hour = 0, minute = 0 } = time.value ?? {};
      timeText.value = `Time: ${two(hour)}:${two(minute)}`;
    },
  });

  const send = () => {
    name.error = name.value === "" ? "A name is needed" : null;
    mail.error = mail.value.includes("@") ? null : "This is no mail address";
    agree.error = agree.value !== true;
    if (name.error !== null || mail.error !== null || agree.error) return;
    const sound = loud.value ? "loud" : "quiet";
    result.value = `${name.value}, ${color.value ?? "no color"}, ${size.value}, ${sound}, ${amount.value}`;
    page.showDialog(ft.SnackBar("Sent"));
    page.update();
  };
  const empty = () => {
    for (const field of [name, mail]) {
      field.value = "";
      field.error = null;
    }
    color.value = null;
    agree.value = false;
    page.popDialog();
    page.update();
  };
  const question = ft.AlertDialog({
    modal: true,
    title: "Empty the form?",
    content: ft.Text("What you have written is lost."),
    actions: [
      ft.TextButton("Keep", { onClick: () => page.popDialog() }),
      ft.TextButton("Empty", { onClick: empty }),
    ],
  });

  page.add(
    name,
    mail,
    color,
    size,
    loud,
    agree,
    amountText,
    amount,
    ft.Row([ft.Button("Choose a date", { onClick: () => page.showDialog(day) }), dateText]),
    ft.Row([ft.Button("Choose a time", { onClick: () => page.showDialog(time) }), timeText]),
    ft.Row([
      ft.FilledButton("Send", { onClick: send }),
      ft.TextButton("Reset", { onClick: () => page.showDialog(question) }),
    ]),
    result,
  );
}

function two(number: number): string {
  return String(number).padStart(2, "0");
}

ft.run(main);
