from dataclasses import dataclass, field

import flet as ft


@ft.observable
@dataclass
class Task:
    title: str
    done: bool = False

    def rename(self, title):
        self.title = title


@ft.observable
@dataclass
class Todos:
    tasks: list[Task] = field(default_factory=list)
    labels: dict[str, int] = field(default_factory=dict)
    shown: str = "all"

    def add(self, title):
        self.tasks.append(Task(title))
        self.labels[title[0]] = self.labels.get(title[0], 0) + 1

    def remove(self, task):
        self.tasks.remove(task)

    def clear_done(self):
        self.tasks = [task for task in self.tasks if not task.done]

    def visible(self):
        if self.shown == "all":
            return list(self.tasks)
        return [task for task in self.tasks if task.done == (self.shown == "done")]


@ft.component
def TaskRow(task, on_change, on_delete):
    editing, set_editing = ft.use_state(False)
    draft, set_draft = ft.use_state("")

    def edit(e):
        set_draft(task.title)
        set_editing(True)

    def save(e):
        task.rename(draft)
        on_change()
        set_editing(False)

    def toggle(e):
        task.done = e.control.value
        on_change()

    if editing:
        return ft.Row(
            [
                ft.TextField(value=draft, dense=True, on_change=lambda e: set_draft(e.control.value)),
                ft.Button("save", on_click=save),
            ]
        )
    return ft.Row(
        [
            ft.Checkbox(label=task.title, value=task.done, on_change=toggle),
            ft.IconButton(ft.Icons.EDIT, tooltip="edit " + task.title, on_click=edit),
            ft.IconButton(ft.Icons.DELETE, tooltip="delete " + task.title, on_click=lambda e: on_delete(task)),
        ]
    )


@ft.component
def Summary(todos):
    done = len([task for task in todos.tasks if task.done])
    labels = ", ".join(f"{name}: {count}" for name, count in sorted(todos.labels.items()))
    return ft.Text(f"{done} of {len(todos.tasks)} done; {labels}", italic=done > 0)


@ft.component
def App():
    todos, _ = ft.use_state(lambda: Todos())
    title, set_title = ft.use_state("")

    def add(e):
        if title:
            todos.add(title)
            set_title("")

    def all_done(e):
        for task in todos.tasks:
            task.done = True
        todos.notify()

    def show(e):
        todos.shown = {"all": "open", "open": "done", "done": "all"}[todos.shown]

    return ft.Column(
        [
            ft.Row(
                [
                    ft.TextField(value=title, label="What?", on_change=lambda e: set_title(e.control.value), on_submit=add),
                    ft.Button("add", on_click=add),
                ]
            ),
            *[TaskRow(task, todos.notify, todos.remove, key=task.title) for task in todos.visible()],
            Summary(todos),
            ft.Row(
                [
                    ft.Button("show", on_click=show),
                    ft.Button("clear", on_click=lambda e: todos.clear_done()),
                    ft.Button("all done", on_click=all_done),
                ]
            ),
        ]
    )


ft.run(lambda page: page.render(App))
