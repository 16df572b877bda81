import * as ft from "@flotilla/sdk";

function main(page: ft.Page) {
  const texts = Array.from({ length: 1000 }, (_, n) => ft.Text(String(n)));
  let clicks = 0;
  const plus = () => {
    clicks += 1;
    const text = texts[clicks % 1000];
    if (text === undefined) return;
    text.value = `click ${clicks}`;
    text.update();
  };
  page.add(ft.IconButton(ft.Icons.ADD, { onClick: plus }), ft.Column(texts));
}

ft.run(main);
