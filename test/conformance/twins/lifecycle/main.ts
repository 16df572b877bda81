import { setTimeout as sleep } from "node:timers/promises";
import * as ft from "@flotilla/sdk";

class Counter extends ft.Column {
  readonly label: string;
  readonly number: ft.Text;

  constructor(label: string, start = 0) {
    super();
    this.label = label;
    this.number = ft.Text(String(start));
    this.spacing = 3;
    this.controls = [
      ft.Text(label),
      this.number,
      ft.IconButton(ft.Icons.ADD, { tooltip: `More ${label}`, onClick: () => this.more() }),
    ];
  }

  override didMount() {
    this.page.session.store.set(this.label, "in");
  }

  override willUnmount() {
    this.page.session.store.set(this.label, "out");
  }

  more() {
    this.number.value = String(Number(this.number.value) + 1);
  }
}

class Ticker extends ft.Text {
  #isRunning = false;

  override didMount() {
    this.#isRunning = true;
    void this.page.runTask(() => this.tick());
  }

  override willUnmount() {
    this.#isRunning = false;
  }

  async tick() {
    for (let n = 0; n < 3; n += 1) {
      await sleep(10);
      if (!this.#isRunning) return;
      this.value = `tick ${n}`;
      this.update();
    }
  }
}

class Panel extends ft.Container {
  title: string;
  text = ft.Text();
  #count = 0;

  constructor({ title = "untitled", ...rest }: { title?: string } & ft.ContainerProps = {}) {
    super(rest);
    this.title = title;
  }

  override build() {
    this.padding = 6;
    this.text.value = `panel ${this.title}`;
    this.content = ft.Row([this.text, ft.TextButton("rename", { onClick: () => this.rename() })]);
  }

  override beforeUpdate() {
    this.tooltip = `${this.title}/${this.text.value}`;
  }

  rename() {
    this.#count += 1;
    this.title = `${this.title}${this.#count}`;
    this.text.value = `panel ${this.title}`;
  }
}

function main(page: ft.Page) {
  const out = ft.Text();
  const left = ft.Row();
  const right = ft.Row();
  const one = new Counter("one", 5);
  const two = new Counter("two");
  const panel = new Panel({ title: "P" });
  left.controls = [one, two];
  const shown = ft.Text("shared");

  const handlers: Record<string, () => void> = {
    move: () => {
      const first = left.controls.shift();
      if (first) right.controls.push(first);
    },
    drop: () => {
      right.controls = [];
    },
    again: () => {
      left.controls.push(one);
      one.number.value = "again";
    },
    tell: () => {
      const { store } = page.session;
      const isLeft = one.parent === left ? "True" : "False";
      out.value = `${store.get("one")} ${store.get("two")} ${isLeft} ${one.number.value}`;
    },
    show: () => {
      left.controls.push(shown);
    },
    hide: () => {
      left.controls.splice(left.controls.indexOf(shown), 1);
      shown.value += "!";
    },
    tick: () => {
      right.controls.push(new Ticker("not yet"));
    },
    swap: () => {
      out.data = panel.content;
      panel.content = ft.Text("plain");
    },
    back: () => {
      panel.content = out.data as ft.Control;
    },
  };
  const buttons = Object.entries(handlers).map(([text, onClick]) => ft.Button(text, { onClick }));
  page.add(left, right, panel, out, ft.Row(buttons, { wrap: true }));
}

ft.run(main);
