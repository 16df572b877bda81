import * as ft from "@flotilla/sdk";

class Task extends ft.Observable {
  title: string;
  done = false;

  constructor(title: string) {
    super();
    this.title = title;
  }

  rename(title: string): void {
    this.title = title;
  }
}

class Todos extends ft.Observable {
  tasks: Task[] = [];
  labels = new Map<string, number>();
  shown: "all" | "open" | "done" = "all";

  add(title: string): void {
    this.tasks.push(new Task(title));
    const name = title.slice(0, 1);
    this.labels.set(name, (this.labels.get(name) ?? 0) + 1);
  }

  remove(task: Task): void {
    this.tasks.splice(this.tasks.indexOf(task), 1);
  }

  clearDone(): void {
    this.tasks = this.tasks.filter((task) => !task.done);
  }

  visible(): Task[] {
    if (this.shown === "all") return [...this.tasks];
    return this.tasks.filter((task) => task.done === (this.shown === "done"));
  }
}

interface TaskRowProps {
  readonly task: Task;
  readonly onChange: () => void;
  readonly onDelete: (task: Task) => void;
}

const TaskRow = ft.component(({ task, onChange, onDelete }: TaskRowProps) => {
  const [isEditing, setEditing] = ft.useState(false);
  const [draft, setDraft] = ft.useState("");

  const edit = () => {
    setDraft(task.title);
    setEditing(true);
  };
  const save = () => {
    task.rename(draft);
    onChange();
    setEditing(false);
  };

  if (isEditing) {
    return (
      <ft.Row>
        <ft.TextField value={draft} dense onChange={(e) => setDraft(e.control.value)} />
        <ft.Button onClick={save}>save</ft.Button>
      </ft.Row>
    );
  }
  return (
    <ft.Row>
      <ft.Checkbox
        label={task.title}
        value={task.done}
        onChange={(e) => {
          task.done = e.control.value === true;
          onChange();
        }}
      />
      <ft.IconButton icon={ft.Icons.EDIT} tooltip={`edit ${task.title}`} onClick={edit} />
      <ft.IconButton
        icon={ft.Icons.DELETE}
        tooltip={`delete ${task.title}`}
        onClick={() => onDelete(task)}
      />
    </ft.Row>
  );
}, "TaskRow");

const Summary = ft.component(({ todos }: { todos: Todos }) => {
  const done = todos.tasks.filter((task) => task.done).length;
  const labels = [...todos.labels]
    .sort()
    .map(([name, count]) => `${name}: ${count}`)
    .join(", ");
  return <ft.Text italic={done > 0}>{`${done} of ${todos.tasks.length} done; ${labels}`}</ft.Text>;
}, "Summary");

const next = { all: "open", open: "done", done: "all" } as const;

const App = ft.component(() => {
  const [todos] = ft.useState(() => new Todos());
  const [title, setTitle] = ft.useState("");

  const add = () => {
    if (title === "") return;
    todos.add(title);
    setTitle("");
  };

  const allDone = () => {
    for (const task of todos.tasks) task.done = true;
    todos.notify();
  };

  return (
    <ft.Column>
      <ft.Row>
        <ft.TextField
          value={title}
          label="What?"
          onChange={(e) => setTitle(e.control.value)}
          onSubmit={add}
        />
        <ft.Button onClick={add}>add</ft.Button>
      </ft.Row>
      {todos.visible().map((task) => (
        <TaskRow
          key={task.title}
          task={task}
          onChange={() => todos.notify()}
          onDelete={(gone) => todos.remove(gone)}
        />
      ))}
      <Summary todos={todos} />
      <ft.Row>
        <ft.Button
          onClick={() => {
            todos.shown = next[todos.shown];
          }}
        >
          show
        </ft.Button>
        <ft.Button onClick={() => todos.clearDone()}>clear</ft.Button>
        <ft.Button onClick={allDone}>all done</ft.Button>
      </ft.Row>
    </ft.Column>
  );
}, "App");

ft.run((page) => page.render(App));
