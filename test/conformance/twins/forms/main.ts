import * as ft from "@flotilla/sdk";

function main(page: ft.Page) {
  page.title = "Forms";
  const name = ft.TextField({ label: "Name", autofocus: true });
  const mail = ft.TextField({
    label: "Mail",
    hintText: "you@example.org",
    keyboardType: ft.KeyboardType.EMAIL,
  });
  const notes = ft.TextField({ label: "Notes", multiline: true, minLines: 2, maxLines: 4 });
  const agree = ft.Checkbox({ label: "I agree" });
  const maybe = ft.Checkbox({ label: "Maybe", tristate: true, value: null });
  const color = ft.Dropdown({
    label: "Color",
    options: [
      ft.DropdownOption({ key: "r", text: "Red" }),
      ft.DropdownOption({ key: "g", text: "Green" }),
    ],
  });
  const size = ft.RadioGroup({
    content: ft.Row([
      ft.Radio({ value: "s", label: "Small" }),
      ft.Radio({ value: "l", label: "Large" }),
    ]),
    value: "s",
  });
  const loud = ft.Switch({ label: "Loud", value: true });
  const amount = ft.Slider({ min: 0, max: 10, divisions: 10, value: 3, label: "{value}" });
  const seen = ft.Text();
  const result = ft.Column();

  name.onChange = (e) => {
    seen.value = `${e.control.label}=${e.data}`;
  };
  agree.onChange = (e) => {
    seen.value = `${e.control.label}=${e.data ? "True" : "False"}`;
  };
  loud.onChange = (e) => {
    seen.value = `${e.control.label}=${e.data ? "True" : "False"}`;
  };
  amount.onChange = (e) => {
    seen.value = `amount=${e.control.value?.toFixed(0)}`;
  };
  const show = (value: unknown) =>
    value === null ? "None" : value === true ? "True" : value === false ? "False" : String(value);
  const submit = () => {
    name.error = name.value ? null : "Name is needed";
    mail.error = mail.value.includes("@") ? null : "Mail is wrong";
    result.controls.length = 0;
    if (name.error || mail.error) return;
    const lines = [name, mail, notes, agree, maybe, color, size, loud];
    for (const field of lines) result.controls.push(ft.Text(show(field.value)));
  };
  const reset = () => {
    for (const field of [name, mail, notes]) field.value = "";
    agree.value = false;
    color.value = null;
    size.value = "s";
    amount.value = 3;
  };
  page.add(
    name,
    mail,
    notes,
    agree,
    maybe,
    color,
    size,
    loud,
    amount,
    seen,
    ft.Row([
      ft.Button("Send", { onClick: submit }),
      ft.TextButton("Reset", { onClick: reset, icon: ft.Icons.REFRESH }),
    ]),
    result,
  );
}

ft.run(main);
