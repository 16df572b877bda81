import * as ft from "@flotilla/sdk";
import type { Scenario } from "../scenario.ts";

const Counter = ft.component(() => {
  const [n, setN] = ft.useState(0);
  return ft.Column([ft.Text(`n=${n}`), ft.Button("+", { onClick: () => setN(n + 1) })]);
}, "Counter");

const Item = ft.component(({ label }: { label: string }) => <ft.Text value={label} />, "Item");

const Pair = ft.component(() => [Item({ label: "p1" }), Item({ label: "p2" })], "Pair");

const Conditional = ft.component(() => {
  const [isOn, setOn] = ft.useState(false);
  return (
    <ft.Column>
      {isOn ? <ft.Icon icon={ft.Icons.CHECK} /> : <Item label="first" />}
      <ft.Container>
        <Item label={isOn ? "INSIDE" : "inside"} />
      </ft.Container>
      {ft.Column(Pair())}
      <ft.Switch value={isOn} onChange={(e) => setOn(e.control.value)} />
    </ft.Column>
  );
}, "Conditional");

const Steps = ft.component(() => {
  const [n, setN] = ft.useState(0);
  ft.useDialog(
    n > 0 && n < 3
      ? ft.AlertDialog({
          title: ft.Text(`step ${n}`),
          actions: [ft.TextButton("next", { onClick: () => setN(n + 1) })],
        })
      : null,
  );
  return ft.Button("open", { onClick: () => setN(1) });
}, "Steps");

type Show = { show?: (isShown: boolean) => void };

const DialogHost = ft.component(({ n, state }: { n: number; state: Show }) => {
  const [isShown, show] = ft.useState(false);
  state.show = show;
  ft.useDialog(isShown ? ft.AlertDialog({ title: ft.Text(`n=${n}`) }) : null);
  return ft.Text(`host ${n}`);
}, "DialogHost");

const Batch = ft.component(() => {
  const [n, setN] = ft.useState(0);
  const state = ft.useRef<Show>({}).current;
  const open = () => {
    state.show?.(true);
    setN(n + 1);
  };
  return (
    <ft.Column>
      <ft.Button content="open" onClick={open} />
      <DialogHost n={n} state={state} />
      <ft.TextButton content="more" onClick={() => setN(n + 1)} />
    </ft.Column>
  );
}, "Batch");

const Child = ft.component(({ log }: { log: (text: string) => void }) => {
  const [text, setText] = ft.useState("mounting");
  ft.useEffect(
    () => setText("mounted"),
    [],
    () => log("child gone"),
  );
  return ft.Text(text);
}, "Child");

const Effect = ft.component(() => {
  const [isShown, setShown] = ft.useState(true);
  const [text, setText] = ft.useState("-");
  return ft.Column([
    isShown ? Child({ log: setText }) : ft.Text("none"),
    ft.Text(text),
    ft.Button("hide", { onClick: () => setShown(false) }),
  ]);
}, "Effect");

const EqualChildren = ft.component(() => {
  const [n, setN] = ft.useState(0);
  const bump = ft.useCallback(() => setN((before) => before + 1), []);
  return ft.Column([ft.Text(`n=${n}`), ft.Container(ft.Button("+1", { onClick: bump }))]);
}, "EqualChildren");

const List = ft.component(() => {
  const [step, setStep] = ft.useState(0);
  const keyed = step === 0 ? ["a", "b", "c"] : ["c", "a", "d"];
  const plain = step === 0 ? ["x", "y"] : ["x2", "y", "z"];
  return (
    <ft.Column>
      <ft.Row>
        {keyed.map((key) => (
          <ft.Text key={key} value={key.toUpperCase() + (step > 0 && key === "a" ? "!" : "")} />
        ))}
      </ft.Row>
      <ft.Row>{plain.map((text) => ft.Text(text))}</ft.Row>
      <ft.Button content="next" onClick={() => setStep(step + 1)} />
    </ft.Column>
  );
}, "List");

const Part = ft.component(({ label }: { label: string }) => {
  const [n, setN] = ft.useState(0);
  return ft.TextButton(`${label} ${n}`, { onClick: () => setN(n + 1) });
}, "Part");

const Retained = ft.component(() => {
  const [n, setN] = ft.useState(0);
  const kept = ft.useMemo(() => ft.Text("kept"), []);
  const part = ft.useMemo(() => Part({ label: "part" }), []);
  return ft.Column([kept, part, ft.Button(`${n}`, { onClick: () => setN(n + 1) })]);
}, "Retained");

const Views = ft.component(() => {
  const [n, setN] = ft.useState(1);
  return (
    <>
      <ft.View route="/">
        <ft.Button content="push" onClick={() => setN(2)} />
      </ft.View>
      {n === 2 && (
        <ft.View route="/two">
          <ft.Text>two</ft.Text>
        </ft.View>
      )}
    </>
  );
}, "Views");

const Action = ft.component(() => {
  const [n, setN] = ft.useState(0);
  return ft.Button(`${n}`, {
    action: ft.CopyToClipboard(`text ${n}`),
    onClick: () => setN(n + 1),
  });
}, "Action");

const rendered = (name: string, component: ft.Component<Record<never, never>>): Scenario => ({
  name,
  main: (page) => page.render(component),
});

/** The recorded apps of components. */
export const declarative: readonly Scenario[] = [
  rendered("declarative_counter", Counter),
  rendered("declarative_conditional", Conditional),
  rendered("declarative_dialog", Steps),
  rendered("declarative_dialog_batch", Batch),
  rendered("declarative_effect", Effect),
  rendered("declarative_equal_children", EqualChildren),
  rendered("declarative_list", List),
  rendered("declarative_retained_child", Retained),
  { name: "declarative_views", main: (page) => page.renderViews(Views) },
  rendered("client_action_declarative", Action),
];
