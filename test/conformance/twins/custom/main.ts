import * as ft from "@flotilla/sdk";

function main(page: ft.Page) {
  const log: string[] = [];
  const other = ft.Text("other");

  class Rating extends ft.Row {
    readonly label = ft.Text("0");

    override init() {
      this.spacing = 2;
    }

    override build() {
      this.controls = [0, 1, 2].map((n) =>
        ft.IconButton(ft.Icons.STAR, {
          data: n,
          onClick: (e) => {
            this.label.value = String(e.control.data);
          },
        }),
      );
      this.controls.push(this.label);
    }

    override didMount() {
      this.label.value = "mounted";
      this.update();
    }

    override willUnmount() {
      log.push("unmounted");
    }

    override beforeUpdate() {
      this.tooltip = `${this.controls.length} children`;
    }
  }

  class Clock extends ft.Column {
    ticks = 0;
    readonly face = ft.Text("tick 0");

    override isIsolated() {
      return true;
    }

    override build() {
      this.controls = [
        this.face,
        ft.Button("tick", {
          onClick: () => {
            this.ticks += 1;
            this.face.value = `tick ${this.ticks}`;
          },
        }),
        ft.Button("quiet", {
          onClick: () => {
            other.value = "changed by the clock";
          },
        }),
      ];
    }
  }

  const rating = new Rating();
  const shown = ft.Text("");
  const ref = new ft.Ref<ft.Text>();
  const box = ft.Container({ content: ft.Text("first") });
  page.add(
    rating,
    new Clock(),
    other,
    shown,
    ft.Text("r", { ref }),
    box,
    ft.Button("drop", {
      onClick: () => {
        page.controls.splice(page.controls.indexOf(rating), 1);
      },
    }),
    ft.Button("tell", {
      onClick: () => {
        shown.value = log.join(",");
        if (ref.current) ref.current.value = "by ref";
      },
    }),
    ft.Button("toggle", {
      onClick: () => {
        other.visible = !other.visible;
        shown.disabled = !shown.disabled;
      },
    }),
    ft.Button("child", {
      onClick: () => {
        box.content =
          box.content instanceof ft.Text ? ft.Icon(ft.Icons.CHECK) : ft.Text("text again");
      },
    }),
  );
}

ft.run(main);
