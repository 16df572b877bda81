import * as ft from "@flotilla/sdk";

const ships: [string, number][] = [
  ["Aurora", 84],
  ["Cormorant", 46],
  ["Borealis", 112],
];

function main(page: ft.Page) {
  const chosen = ft.Text("none");
  const text = (row: ft.DataRow, cell: number) => row.cells[cell]?.content as ft.Text;
  const row = (name: string, length: number) =>
    ft.DataRow({
      cells: [
        ft.DataCell(ft.Text(name)),
        ft.DataCell(ft.Text(String(length)), {
          showEditIcon: true,
          onTap: (e) => {
            (e.control.content as ft.Text).value += "+";
          },
        }),
      ],
      onSelectChange: (e) => {
        e.control.selected = !e.control.selected;
        const names = table.rows.filter((one) => one.selected).map((one) => text(one, 0).value);
        chosen.value = names.join(", ") || "none";
      },
    });
  const sort = (e: ft.DataColumnSortEvent) => {
    table.sortColumnIndex = e.columnIndex;
    table.sortAscending = e.ascending;
    const rank = (one: ft.DataRow) =>
      e.columnIndex === 0 ? text(one, 0).value : Number.parseInt(text(one, 1).value, 10);
    table.rows.sort((a, b) => (rank(a) < rank(b) ? -1 : 1) * (e.ascending ? 1 : -1));
  };
  const table = ft.DataTable({
    columns: [
      ft.DataColumn(ft.Text("Name"), { onSort: sort }),
      ft.DataColumn(ft.Text("Length"), { numeric: true, onSort: sort, tooltip: "In metres" }),
    ],
    rows: ships.map(([name, length]) => row(name, length)),
    border: ft.Border.all(1, ft.Colors.OUTLINE),
    headingRowColor: ft.Colors.PRIMARY_CONTAINER,
    showCheckboxColumn: true,
  });
  page.add(table, chosen);
}

ft.run(main);
