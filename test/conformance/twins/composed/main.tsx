import * as ft from "@flotilla/sdk";

type Action = readonly [kind: "add" | "reset", amount: number];

interface State {
  readonly total: number;
  readonly moves: number;
}

const Theme = ft.createContext("light");
const Dispatch = ft.createContext<(action: Action) => void>(() => {});

function reduce(state: State, [kind, amount]: Action): State {
  return { total: kind === "add" ? state.total + amount : 0, moves: state.moves + 1 };
}

const Amount = ft.component(({ by }: { by: number }) => {
  const dispatch = ft.useContext(Dispatch);
  const theme = ft.useContext(Theme);
  return (
    <ft.Button color={theme === "dark" ? "white" : null} onClick={() => dispatch(["add", by])}>
      add {by}
    </ft.Button>
  );
}, "Amount");

interface PanelProps {
  readonly title: string;
  readonly children: () => ft.Children;
}

const Panel = ft.component(({ title, children }: PanelProps) => {
  const theme = ft.useContext(Theme);
  const [isOpen, setOpen] = ft.useState(true);
  return (
    <ft.Container
      bgcolor={theme === "dark" ? "black" : "white"}
      padding={ft.Padding.symmetric({ horizontal: 10, vertical: 4 })}
    >
      <ft.Column spacing={2}>
        <ft.TextButton onClick={() => setOpen(!isOpen)}>
          {title} {isOpen ? "-" : "+"}
        </ft.TextButton>
        {isOpen && children()}
      </ft.Column>
    </ft.Container>
  );
}, "Panel");

const Clock = ft.component(({ log }: { log: (line: string) => void }) => {
  const [ticks, setTicks] = ft.useState(0);
  ft.useEffect(() => {
    log("started");
    setTicks(1);
    return () => log("stopped");
  }, []);
  ft.useEffect(() => {
    if (ticks > 1) log(`ticks ${ticks}`);
  }, [ticks]);
  return <ft.TextButton onClick={() => setTicks(ticks + 1)}>tick {ticks}</ft.TextButton>;
}, "Clock");

const Confirm = ft.component(({ text, onYes }: { text: string; onYes: () => void }) => {
  const [isAsked, ask] = ft.useState(false);
  const [times, setTimes] = ft.useState(0);
  const yes = () => {
    ask(false);
    onYes();
  };
  ft.useDialog(
    isAsked && (
      <ft.AlertDialog
        modal
        title={<ft.Text value={text} />}
        actions={[
          <ft.TextButton content="yes" onClick={yes} />,
          <ft.TextButton content="no" onClick={() => ask(false)} />,
        ]}
        onDismiss={() => ask(false)}
      >
        <ft.Column>
          <ft.Text>again {times}</ft.Text>
          <ft.TextButton onClick={() => setTimes(times + 1)}>again</ft.TextButton>
        </ft.Column>
      </ft.AlertDialog>
    ),
  );
  return <ft.Button onClick={() => ask(true)}>{text}</ft.Button>;
}, "Confirm");

const App = ft.component(() => {
  const [theme, setTheme] = ft.useState("light");
  const [state, dispatch] = ft.useReducer(reduce, { total: 0, moves: 0 });
  const [lines, setLines] = ft.useState<readonly string[]>([]);
  const [isRunning, setRunning] = ft.useState(true);

  const log = (line: string) => setLines((before) => [...before, line]);

  return Theme(theme, () =>
    Dispatch(dispatch, () => (
      <ft.Column>
        <ft.Text>
          total {state.total} after {state.moves}
        </ft.Text>
        <Panel title="amounts">
          {() => [<Amount key={1} by={1} />, <Amount key={10} by={10} />]}
        </Panel>
        <Panel title="danger">
          {() => <Confirm text="reset" onYes={() => dispatch(["reset", 0])} />}
        </Panel>
        {isRunning ? <Clock log={log} /> : <ft.Text value="no clock" />}
        <ft.Switch
          label="dark"
          value={theme === "dark"}
          onChange={(e) => setTheme(e.control.value ? "dark" : "light")}
        />
        <ft.Button onClick={() => setRunning(!isRunning)}>clock</ft.Button>
        <ft.Column>{lines.map((line) => ft.Text(line))}</ft.Column>
      </ft.Column>
    )),
  );
}, "App");

ft.run((page) => page.render(App));
