import * as ft from "@flotilla/sdk";
import { section } from "./section.ts";

const nothing = () => {};
const icon = (name: ft.IconData) => ft.Icon(name);

/** Tiles, tables, lists and what is moved in them. */
export function lists(): ft.Control[] {
  const width = 320;
  const rows = [
    ["Rotterdam", "410"],
    ["Antwerp", "280"],
  ];
  return [
    section("Tiles", [
      ft.Card(
        ft.Container(
          ft.Column([
            ft.ListTile({ title: "Plain tile", subtitle: "Second line" }),
            ft.ListTile({ title: "Pressed", leading: icon(ft.Icons.ANCHOR), onClick: nothing }),
            ft.ListTile({ title: "Chosen", selected: true, trailing: icon(ft.Icons.CHECK) }),
            ft.ListTile({ title: "Disabled tile", disabled: true }),
          ]),
          { width },
        ),
      ),
      ft.Container(
        ft.ExpansionTile({
          title: "Open",
          expanded: true,
          controls: [ft.ListTile({ title: "Inside" })],
        }),
        { width },
      ),
      ft.Container(ft.ExpansionTile({ title: "Closed", controls: [ft.Text("Hidden")] }), { width }),
    ]),
    section("Table", [
      ft.DataTable(
        [ft.DataColumn("Harbor", { onSort: nothing }), ft.DataColumn("Berths", { numeric: true })],
        {
          sortColumnIndex: 0,
          sortAscending: true,
          showCheckboxColumn: true,
          rows: rows.map((cells, index) =>
            ft.DataRow(
              cells.map((text) => ft.DataCell(text)),
              { selected: index === 0, onSelectChange: nothing },
            ),
          ),
        },
      ),
    ]),
    section("Lists", [
      ft.Container(
        ft.ListView(Array.from({ length: 40 }, (_, index) => ft.Text(`Line ${index + 1}`))),
        { width, height: 120 },
      ),
      ft.Container(
        ft.GridView(
          Array.from({ length: 12 }, (_, index) =>
            ft.Container(ft.Text(String(index + 1)), {
              bgcolor: ft.Colors.SURFACE_CONTAINER_HIGH,
              alignment: ft.Alignment.CENTER,
            }),
          ),
          { runsCount: 4, spacing: 4, runSpacing: 4 },
        ),
        { width, height: 120 },
      ),
      ft.Container(
        ft.ReorderableListView(
          ["One", "Two", "Three"].map((title) => ft.ListTile({ title, key: title })),
        ),
        { width, height: 200 },
      ),
      ft.Container(
        ft.ReorderableListView(
          ["Four", "Five"].map((title) =>
            ft.ListTile({
              key: title,
              title,
              leading: ft.ReorderableDragHandle(icon(ft.Icons.DRAG_INDICATOR)),
            }),
          ),
          { showDefaultDragHandles: false },
        ),
        { width, height: 120 },
      ),
      ft.Container(ft.Dismissible(ft.ListTile({ title: "Swipe me away" }), { key: "swipe" }), {
        width,
      }),
    ]),
    section("Dragged", [
      ft.Draggable({ group: "g", content: ft.Container(ft.Text("Drag me"), { padding: 16 }) }),
      ft.DragTarget({ group: "g", content: ft.Container(ft.Text("Drop here"), { padding: 16 }) }),
      ft.GestureDetector({ content: ft.Text("Tap me"), onTap: nothing }),
    ]),
    section("Panels and pages", [
      ft.Container(
        ft.ExpansionPanelList(
          ["First", "Second"].map((name) =>
            ft.ExpansionPanel(ft.ListTile({ title: name }), ft.Text(`Inside of ${name}`), {
              expanded: name === "First",
            }),
          ),
        ),
        { width: 320 },
      ),
      ft.Container(ft.PageView([ft.Text("Page one"), ft.Text("Page two")]), {
        width: 200,
        height: 80,
      }),
    ]),
  ];
}
