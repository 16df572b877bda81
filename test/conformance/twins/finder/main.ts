import * as ft from "@flotilla/sdk";

const cities = ["Bergen", "Berlin", "Bern", "Riga", "Rome"];

function main(page: ft.Page) {
  const out = ft.Text("nothing chosen");
  const hits = ft.ListView({ spacing: 2, height: 120 });
  const seen = ft.Text("");

  const matching = (text: string) =>
    cities.filter((city) => city.toLowerCase().includes(text.toLowerCase()));
  const choose = (e: ft.ControlEvent<ft.ListTile>) => {
    out.value = `chosen ${e.control.data}`;
    bar.value = String(e.control.data);
  };
  const tile = (city: string) =>
    ft.ListTile({
      title: ft.Text(city),
      data: city,
      leading: ft.Icon(ft.Icons.PLACE),
      onClick: choose,
    });
  const change = () => {
    hits.controls = matching(bar.value).map(tile);
    seen.value = `${hits.controls.length} of ${cities.length}`;
  };
  const submit = () => {
    const [first] = matching(bar.value);
    if (first === undefined) page.showDialog(banner);
    else out.value = `first ${first}`;
  };
  const close = () => {
    page.popDialog();
    bar.value = "";
    change();
  };

  const bar: ft.SearchBar = ft.SearchBar({
    barHintText: "City",
    viewHintText: "Which city?",
    onChange: change,
    onSubmit: submit,
  });
  const banner = ft.Banner({
    content: ft.Text("No such city"),
    leading: ft.Icon(ft.Icons.SEARCH_OFF),
    actions: [ft.TextButton("Forget it", { onClick: close })],
    open: false,
  });
  const all = () => {
    bar.value = "";
    change();
  };
  page.add(bar, seen, hits, out, ft.Button("all", { onClick: all }));
}

ft.run(main);
