import * as ft from "@flotilla/sdk";

function card(at: number) {
  return ft.Container({
    padding: 8,
    bgcolor: at % 2 === 0 ? "#ece6f0" : "#f3edf7",
    borderRadius: 12,
    content: ft.Row({
      spacing: 10,
      controls: [
        ft.Icon(ft.Icons.PERSON, { size: 24, color: "#6750a4" }),
        ft.Column({
          expand: true,
          spacing: 2,
          controls: [
            ft.Text(`Item number ${at}`, { size: 16 }),
            ft.Text(`Supporting text of item ${at} which is a little longer`, {
              size: 14,
              color: "#49454f",
            }),
          ],
        }),
        ft.Checkbox({ label: "Done", value: at % 3 === 0 }),
        ft.FilledButton("Open"),
        ft.TextField({ label: "Name", value: `v${at}`, width: 160 }),
        ft.Text(String(at), { size: 12 }),
      ],
    }),
  });
}

function main(page: ft.Page) {
  page.padding = 0;
  const show = () => {
    const cards = Array.from({ length: 1_000 }, (_, at) => card(at));
    page.controls = [ft.Column(cards, { scroll: "auto", expand: true, spacing: 4 })];
  };
  page.add(ft.Container({ bgcolor: "#ff0000", expand: true, onClick: show }));
}

ft.run(main);
