import * as ft from "@flotilla/sdk";

type Filter = "all" | "active" | "done";

/** One line of the list: a check box that shows the text, or a field while it is being edited. */
class Task extends ft.Column {
  readonly box: ft.Checkbox;

  constructor(text: string, onChange: () => void, onDelete: (task: Task) => void) {
    super();
    const box = ft.Checkbox({ label: text, onChange });
    const field = ft.TextField({ value: text, label: "Edit task", expand: true });
    const edit = ft.Row({ visible: false });
    const view = ft.Row({ alignment: ft.MainAxisAlignment.SPACE_BETWEEN });
    const save = () => {
      box.label = field.value;
      view.visible = true;
      edit.visible = false;
    };

    view.controls = [
      box,
      ft.Row([
        ft.IconButton(ft.Icons.EDIT, {
          tooltip: `Edit ${text}`,
          onClick: () => {
            view.visible = false;
            edit.visible = true;
          },
        }),
        ft.IconButton(ft.Icons.DELETE, {
          tooltip: `Delete ${text}`,
          onClick: () => onDelete(this),
        }),
      ]),
    ];
    edit.controls = [field, ft.IconButton(ft.Icons.CHECK, { tooltip: "Save", onClick: save })];
    field.onSubmit = save;
    this.box = box;
    this.controls = [view, edit];
  }
}

/** The classic list of things to do: add, edit, check, filter, delete, clear. */
function main(page: ft.Page) {
  page.title = "To do";
  const input = ft.TextField({ hintText: "What needs to be done?", expand: true });
  const list = ft.Column();
  const left = ft.Text();
  let filter: Filter = "all";

  const refresh = () => {
    const tasks = list.controls as Task[];
    for (const task of tasks) {
      task.visible = filter === "all" || (filter === "done") === (task.box.value === true);
    }
    const open = tasks.filter((task) => task.box.value !== true).length;
    left.value = `${open} ${open === 1 ? "item" : "items"} left`;
  };
  const remove = (task: Task) => {
    list.controls.splice(list.controls.indexOf(task), 1);
    refresh();
  };
  const add = async () => {
    const text = (input.value ?? "").trim();
    if (text === "") return;
    list.controls.push(new Task(text, refresh, remove));
    input.value = "";
    refresh();
    await input.focus();
  };
  const show = (next: Filter) =>
    ft.TextButton(next, {
      onClick: () => {
        filter = next;
        refresh();
      },
    });

  input.onSubmit = add;
  refresh();
  page.add(
    ft.Row([input, ft.FloatingActionButton({ icon: ft.Icons.ADD, tooltip: "Add", onClick: add })]),
    ft.Row([show("all"), show("active"), show("done")]),
    list,
    ft.Row(
      [
        left,
        ft.OutlinedButton("Clear done", {
          onClick: () => {
            list.controls = list.controls.filter((task) => (task as Task).box.value !== true);
            refresh();
          },
        }),
      ],
      { alignment: ft.MainAxisAlignment.SPACE_BETWEEN },
    ),
  );
}

ft.run(main);
