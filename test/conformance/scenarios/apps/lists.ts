import * as ft from "@flotilla/sdk";
import type { Scenario } from "../scenario.ts";

/** Lists and children. */
export const lists: readonly Scenario[] = [
  {
    name: "list_append",
    main(page) {
      const column = ft.Column();
      page.add(column);
      column.controls.push(ft.Text("1"));
      column.update();
      column.controls.push(ft.Text("2"));
      column.controls.push(ft.Text("3"));
      column.update();
    },
  },
  {
    name: "list_insert",
    main(page) {
      const column = ft.Column([ft.Text("a"), ft.Text("b"), ft.Text("c")]);
      page.add(column);
      column.controls.unshift(ft.Text("head"));
      column.controls.splice(2, 0, ft.Text("mid"));
      column.update();
    },
  },
  {
    name: "list_remove_and_clear",
    main(page) {
      const items = [0, 1, 2, 3, 4].map((i) => ft.Text(String(i)));
      const column = ft.Column(items);
      page.add(column);
      items.splice(1, 1);
      items.splice(2, 1);
      column.update();
      column.controls.length = 0;
      column.update();
    },
  },
  {
    name: "list_reverse",
    main(page) {
      const column = ft.Column([..."abcd"].map((letter) => ft.Text(letter)));
      page.add(column);
      column.controls.reverse();
      column.update();
    },
  },
  {
    name: "list_mixed_operations",
    main(page) {
      const [a, b, c, d, e] = ["a", "b", "c", "d", "e"].map((letter) => ft.Text(letter)) as [
        ft.Text,
        ft.Text,
        ft.Text,
        ft.Text,
        ft.Text,
      ];
      const column = ft.Column([a, b, c, d, e]);
      page.add(column);
      e.value = "E!";
      column.controls.splice(0, 5, e, a, ft.Text("new"), d, c);
      column.update();
    },
  },
  {
    name: "list_keyed_rebuild",
    main(page) {
      const row = (key: string, text: string) => ft.Text(text, { key });
      const column = ft.Column([row("a", "A"), row("b", "B"), row("c", "C")]);
      page.add(column);
      column.controls = [row("c", "C"), row("a", "A2"), row("d", "D"), row("b", "B")];
      column.update();
    },
  },
  {
    name: "list_item_replace",
    main(page) {
      const column = ft.Column([ft.Text("a"), ft.Text("b")]);
      page.add(column);
      column.controls[0] = ft.Text("a2");
      column.update();
      column.controls[1] = ft.Button("now a button");
      column.update();
    },
  },
  {
    name: "move_between_lists",
    main(page) {
      const a = ft.Text("a");
      const left = ft.Column([a, ft.Text("b")]);
      const right = ft.Column([ft.Text("x")]);
      page.add(left, right);
      left.controls.shift();
      right.controls.push(a);
      page.update();
      right.controls.pop();
      left.controls.push(a);
      page.update();
      a.value = "still alive";
      a.update();
    },
  },
  {
    name: "wrap_control",
    main(page) {
      const text = ft.Text("inner");
      page.add(text);
      page.controls[0] = ft.Container(text);
      page.update();
      text.value = "changed inside";
      text.update();
    },
  },
  {
    name: "child_replace",
    main(page) {
      const box = ft.Container(ft.Text("one"));
      page.add(box);
      box.content = ft.Text("two");
      box.update();
      box.content = null;
      box.update();
      const bar = ft.AppBar({ title: ft.Text("App") });
      page.appbar = bar;
      page.update();
      bar.title = ft.Text("Changed");
      page.update();
      page.appbar = null;
      page.update();
    },
  },
  {
    name: "primitive_lists",
    main(page) {
      const segmented = ft.SegmentedButton(
        [ft.Segment("1", { label: ft.Text("1") }), ft.Segment("2", { label: ft.Text("2") })],
        { selected: ["1"], allowMultipleSelection: true },
      );
      page.add(segmented);
      segmented.selected.push("2");
      segmented.update();
      segmented.selected = ["2"];
      segmented.update();
    },
  },
  {
    name: "reorderable_list",
    main(page) {
      page.add(
        ft.ReorderableListView(
          [..."abc"].map((letter) => ft.Text(letter)),
          {
            onReorder: (e) => {
              const { controls } = e.control;
              const [item] = controls.splice(e.oldIndex ?? 0, 1);
              if (item) controls.splice(e.newIndex ?? 0, 0, item);
            },
          },
        ),
      );
    },
  },
  {
    name: "data_table",
    main(page) {
      const cell = (text: string) => ft.DataCell(ft.Text(text));
      const changing = ft.Text("2");
      const table: ft.DataTable = ft.DataTable({
        columns: [
          ft.DataColumn(ft.Text("A"), {
            onSort: (e) => {
              table.sortColumnIndex = e.columnIndex;
              table.sortAscending = e.ascending;
              table.rows.reverse();
            },
          }),
          ft.DataColumn(ft.Text("B"), { numeric: true }),
        ],
        rows: [
          ft.DataRow([cell("1"), ft.DataCell(changing)], {
            onSelectChange: (e) => {
              e.control.selected = !e.control.selected;
            },
          }),
          ft.DataRow([cell("3"), cell("4")]),
        ],
      });
      page.add(table);
      changing.value = "22";
      page.update();
    },
  },
  {
    name: "canvas_shapes",
    main(page) {
      const { canvas } = ft;
      const circle = canvas.Circle(
        50,
        50,
        20,
        ft.Paint({ color: ft.Colors.RED, style: ft.PaintingStyle.FILL }),
      );
      const drawing = canvas.Canvas(
        [
          circle,
          canvas.Path([canvas.Path.MoveTo(0, 0), canvas.Path.LineTo(10, 10), canvas.Path.Close()], {
            paint: ft.Paint({ strokeWidth: 2 }),
          }),
        ],
        { width: 100, height: 100 },
      );
      page.add(drawing);
      circle.radius = 30;
      drawing.shapes.push(canvas.Line(0, 0, 5, 5));
      drawing.update();
    },
  },
];
