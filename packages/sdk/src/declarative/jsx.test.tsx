import { expect, test } from "@jest/globals";
import { toWire } from "../core/serialize.ts";
import * as ft from "../index.ts";
import { ShownApp } from "./testing/shown-app.ts";

const Label = ft.component(({ text, size = 10 }: { text: string; size?: number }) => (
  <ft.Text value={text} size={size} />
));

const Box = ft.component(({ children, title }: { children?: ft.Children; title: string }) => (
  <ft.Column>
    <Label text={title} />
    {children}
  </ft.Column>
));

/** Compiled with the repository: what tags accept, and what the types refuse. */
export function author(page: ft.Page): void {
  const field = ft.Ref<ft.TextField>();
  const row: ft.Row = <ft.Row spacing={4} alignment="center" key="row" />;
  page.appbar = <ft.AppBar title={<ft.Text value="t" />} />;
  page.add(
    row,
    <ft.Text key={ft.ScrollKey("top")} value="x" />,
    <ft.TextField ref={field} onChange={(e) => e.control.value.trim()} />,
    <ft.Container padding={ft.Padding.all(3)} onClick={() => {}}>
      <ft.Icon icon={ft.Icons.ADD} />
    </ft.Container>,
    ft.Column([<Label key={1} text="a" />, Label({ text: "b", key: 2 })]),
  );
  page.render(Box, { title: "x" });
  page.render(() => <Box title="x">text</Box>);

  // @ts-expect-error no such property
  <ft.Text valeu="x" />;
  // @ts-expect-error a number is wanted
  <ft.Text value="x" size="10" />;
  // @ts-expect-error keys of components are texts and numbers
  <Label key={ft.ScrollKey("top")} text="x" />;
  // @ts-expect-error the text is required
  <Label />;
  // @ts-expect-error no such property of the component
  <Label text="x" colour="red" />;
  // @ts-expect-error there are no tags in lower case
  <div />;
  // @ts-expect-error the title is required
  page.render(Box);
  // @ts-expect-error the title is required
  Box();
  // @ts-expect-error the handler's event has no such field
  <ft.Button content="x" onClick={(e) => e.control.valeu} />;
}

test("children go to controls, content or a text's value; conditions and lists may leave nothing", () => {
  const isShown = false;
  const names = ["a", "b"];
  const column = (
    <ft.Column spacing={3}>
      {isShown && <ft.Text>hidden</ft.Text>}
      {names.map((name) => (
        <ft.Text key={name}>
          {name} {1}
        </ft.Text>
      ))}
      {null}
      {/* biome-ignore lint/complexity/noUselessFragments: that they leave no trace is what is tested */}
      <>
        <ft.Button content="x" />
      </>
      <ft.Container>
        <ft.Text value="inside" />
      </ft.Container>
      <ft.Button>words</ft.Button>
    </ft.Column>
  );
  expect(toWire(column)).toMatchObject({
    _c: "Column",
    spacing: 3,
    controls: [
      { _c: "Text", key: "a", value: "a 1" },
      { _c: "Text", key: "b", value: "b 1" },
      { _c: "Button", content: "x" },
      { _c: "Container", content: { _c: "Text", value: "inside" } },
      { _c: "Button", content: "words" },
    ],
  });
});

test("a class of an author's and a plain function are tags, too", () => {
  class Panel extends ft.Row {}
  const Plain = ({ text }: { text: string }) => <ft.Text value={text} />;
  expect(
    toWire(
      <Panel spacing={1}>
        <Plain text="p" />
      </Panel>,
    ),
  ).toMatchObject({ _c: "Row", spacing: 1, controls: [{ _c: "Text", value: "p" }] });
});

test("children that fit nowhere are refused, and tags that are none", () => {
  expect(() => <ft.Column>text</ft.Column>).toThrow(
    'Column holds controls, got "text": use ft.Text',
  );
  expect(() => (
    <ft.Container>
      <ft.Text value="a" />
      <ft.Text value="b" />
    </ft.Container>
  )).toThrow("Container takes one child, got 2");
  expect(() => (
    <ft.Icon icon={ft.Icons.ADD}>
      <ft.Text value="a" />
    </ft.Icon>
  )).toThrow("Icon takes no children: set its properties instead");
  const Missing = undefined as unknown as typeof Label;
  expect(() => <Missing text="x" />).toThrow("got undefined: is the import right?");
});

test("components take children and properties, and keep their state by key", async () => {
  const App = ft.component(() => {
    const [n, setN] = ft.useState(0);
    return (
      <Box title={`n=${n}`}>
        <Label text="inner" />
        <ft.Button onClick={() => setN(n + 1)}>+</ft.Button>
      </Box>
    );
  });
  const app = await ShownApp.open(App);
  expect(app.texts).toEqual(["n=0", "inner", "+"]);
  const ids = app.ids;
  await app.click("+");
  expect(app.texts).toEqual(["n=1", "inner", "+"]);
  expect(Object.values(app.ids)).toEqual(Object.values(ids));
});
