import { expect, test } from "@jest/globals";
import { initialize } from "./core/base-control.ts";
import { toWire } from "./core/serialize.ts";
import * as ft from "./index.ts";

/** A control of an author's: fields of its own, properties and hooks of its base. */
class Counter extends ft.Row {
  readonly label: ft.Text;
  count = 0;

  constructor(start = 0) {
    super({ alignment: ft.MainAxisAlignment.CENTER, spacing: 4 });
    this.count = start;
    this.label = ft.Text(String(start));
    this.controls = [
      this.label,
      ft.IconButton(ft.Icons.ADD, { tooltip: "More", onClick: () => this.add() }),
    ];
  }

  add(): void {
    this.count += 1;
    this.label.value = String(this.count);
  }

  override didMount(): void {
    this.page.title = "Counter";
    this.update();
  }
}

/** A control whose properties are set as fields of the class. */
class Panel extends ft.Container {
  override bgcolor = "red";
  override onClick = () => {
    this.bgcolor = "blue";
  };
}

/** Compiled with the repository: what authors write, and what the types refuse. */
export async function author(page: ft.Page): Promise<void> {
  page.title = "Author";
  page.themeMode = ft.ThemeMode.DARK;
  page.theme = ft.Theme({ colorSchemeSeed: ft.Colors.BLUE_200 });

  const text: ft.Text = ft.Text("Hi", {
    size: 20,
    weight: "bold",
    key: ft.ScrollKey("top"),
    data: { any: 1 },
  });
  text.value = "x";
  text.size = null;
  const base: ft.Control = new ft.Column([text], { expand: true, horizontalAlignment: "center" });
  page.add(base, new Counter(3));

  // handlers: sync, async, generators, with and without the event, as functions of their own
  const named = (event: ft.ControlEvent<ft.Container>) => event.control.bgcolor;
  const handler: ft.ControlEventHandler<ft.Button> = (event) => {
    event.control.disabled = true;
  };
  ft.Container({
    onClick: named,
    onAnimationEnd: named,
    onSizeChange: (event) => event.width.toFixed(),
  });
  ft.Button("x", { onClick: handler, onHover: (event) => event.data satisfies boolean });
  ft.Button("x", {
    onClick: async () => {},
    onFocus: function* () {
      yield;
    },
  });
  ft.FilledButton("x", { onClick: (event) => event.control.content });
  ft.TextField({ onChange: (event) => event.data.length + event.control.value.length });
  ft.DataColumn("a", {
    onSort: (event: ft.DataColumnSortEvent) => [
      event.columnIndex,
      event.ascending,
      event.control.numeric,
    ],
  });
  ft.DatePicker({ firstDate: new Date(), onChange: (event) => event.data.getTime() });
  ft.TimePicker({ value: ft.TimeOfDay(13, 5), onChange: (event) => event.data.hour });

  // values, helpers, maps of states, plain values of enumerations
  ft.Container(text, {
    padding: ft.padding.all(10),
    margin: ft.Margin.symmetric({ vertical: 4 }),
    border: ft.Border.all(1, ft.Colors.RED),
    borderRadius: 4,
    alignment: ft.Alignment.CENTER,
    shadow: [ft.BoxShadow({ blurRadius: 3, offset: [1, 2] })],
    gradient: ft.LinearGradient({ colors: ["red", "blue"], begin: ft.alignment.topLeft }),
    animate: 300,
    bgcolor: ft.Colors.withOpacity(0.5, ft.Colors.RED),
  });
  ft.Button("x", ft.Icons.ADD, {
    style: ft.ButtonStyle({
      bgcolor: { [ft.ControlState.HOVERED]: "red", default: "blue" },
      padding: { pressed: ft.Padding.only({ left: 3 }) },
      shape: ft.RoundedRectangleBorder({ radius: 8 }),
      textStyle: ft.TextStyle({
        decoration: ft.TextDecoration.UNDERLINE | ft.TextDecoration.OVERLINE,
      }),
    }),
  });
  ft.ResponsiveRow([ft.Text("a", { col: { sm: 6, md: 4 } })]);
  ft.Dropdown({
    value: "a",
    options: [ft.dropdown.Option("a"), ft.DropdownOption({ key: "b", text: "B" })],
  });
  ft.canvas.Canvas([
    ft.canvas.Line(1, 2, 3, 4, ft.Paint({ strokeWidth: 3 })),
    ft.canvas.Path([ft.canvas.Path.MoveTo(0, 0), ft.canvas.Path.LineTo(1, 1)]),
  ]);
  const line: ft.canvas.Line = ft.canvas.Line(1, 2, 3, 4);
  line.x1 = 3;

  // methods
  const files = await ft.FilePicker().pickFiles({ allowMultiple: true });
  files.map((file) => file.name.length + file.size);
  const tabs = ft.Tabs(text, 2);
  await tabs.moveTo(1, { animationDuration: ft.Duration({ milliseconds: 300 }) });
  await tabs.moveTo({ index: 1 });
  const stored = await ft.SharedPreferences().get("key");
  if (typeof stored === "string") stored.trim();
  const field = ft.Ref<ft.TextField>();
  ft.TextField({ ref: field });
  await field.current?.focus();

  // @ts-expect-error no such property
  ft.Text("Hi", { szie: 20 });
  // @ts-expect-error a number is wanted
  ft.Text("Hi", { size: "20" });
  // @ts-expect-error no such alignment
  ft.Row([], { alignment: "centre" });
  // @ts-expect-error value objects are instances
  ft.Container({ padding: { left: 3 } });
  // @ts-expect-error a list of controls is wanted
  ft.Column("text");
  // @ts-expect-error text is never null
  text.value = null;
  // @ts-expect-error members of an enumeration are fixed
  ft.ThemeMode.DARK = "light";
  // @ts-expect-error where to go must be said
  await tabs.moveTo();
  // @ts-expect-error a row has no value
  ft.Button("x", { onClick: (event) => event.control.value });
}

test("a class of an author's is drawn as its base, with its own fields", () => {
  const counter = new Counter(3);
  counter.add();
  expect(toWire(counter)).toMatchObject({
    _c: "Row",
    alignment: "center",
    spacing: 4,
    controls: [
      { _c: "Text", value: "4" },
      { _c: "IconButton", icon: ft.Icons.ADD, on_click: true },
    ],
  });
});

test("properties that a class sets as its fields are properties from the first update on", () => {
  const panel = new Panel(ft.Text("a"), { padding: 3 });
  initialize(panel);
  expect(Object.keys(panel)).not.toContain("bgcolor");
  panel.onClick();
  expect(toWire(panel)).toMatchObject({ bgcolor: "blue", padding: 3, on_click: true });
});
