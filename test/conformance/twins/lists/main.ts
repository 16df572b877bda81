import * as ft from "@flotilla/sdk";

function main(page: ft.Page) {
  const words = ["pear", "apple", "fig", "date", "cherry"];
  const items = words.map((word) => ft.Text(word));
  const left = ft.Column(items, { key: "left" });
  const right = ft.Column({ key: "right" });
  const keyed = ft.Row(words.map((word) => ft.Text(word, { key: word })));
  const numbers = ft.Text("0");

  const handlers: Record<string, () => void> = {
    sort: () => {
      items.sort((a, b) => (a.value < b.value ? -1 : 1));
    },
    back: () => {
      left.controls.reverse();
    },
    move: () => {
      const [item] = left.controls.splice(1, 1);
      if (item) right.controls.unshift(item);
    },
    home: () => {
      for (let item = right.controls.pop(); item; item = right.controls.pop()) {
        left.controls.push(item);
      }
    },
    rebuild: () => {
      keyed.controls = [
        ...[...words].sort().map((word) => ft.Text(`${word}!`, { key: word })),
        ft.Text("new", { key: "new" }),
      ];
    },
    mixed: () => {
      const list = left.controls;
      const [first, last] = [list[0], list[list.length - 1]] as [ft.Text, ft.Text];
      first.value += "?";
      list[0] = last;
      list[list.length - 1] = first;
      list.splice(2, 0, ft.Text("grape"));
      list.splice(3, 1);
    },
    wrap: () => {
      const inner = left.controls[0];
      if (inner) left.controls[0] = ft.Container(inner, { padding: 4 });
    },
    clear: () => {
      left.controls.length = 0;
      numbers.value = String(right.controls.length);
    },
  };
  for (const [text, onClick] of Object.entries(handlers)) {
    page.controls.push(ft.Button(text, { onClick }));
  }
  page.add(left, right, keyed, numbers);
}

ft.run(main);
