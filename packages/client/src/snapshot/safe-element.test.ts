import { expect, test } from "@jest/globals";
import { InstanceStyles } from "./instance-styles.ts";
import { SafeElements } from "./safe-element.ts";

function tamed(type: string, props: Record<string, unknown>) {
  const element: { type: unknown; props: Record<string, unknown> } = { type, props };
  new SafeElements(new InstanceStyles(), 10).tame(element);
  return element;
}

test("what listens, names, links or submits is taken off", () => {
  const element = tamed("a", {
    href: "https://x.example",
    id: "a",
    onClick: () => undefined,
    onclick: "alert(1)",
    "data-id": 5,
    role: "button",
    "aria-label": "x",
    name: "a",
    ref: () => undefined,
    hidden: true,
    children: "text",
  });
  expect(element).toEqual({ type: "a", props: { hidden: true, children: "text" } });
});

test.each([
  "script",
  "iframe",
  "object",
  "embed",
  "style",
  "link",
  "base",
  "meta",
  "form",
  "video",
])("<%s> becomes an empty box", (type) => {
  const props = { src: "https://x.example", srcdoc: "x", children: "alert(1)", class: "fl-box" };
  expect(tamed(type, props)).toEqual({ type: "div", props: { class: "fl-box" } });
});

test("markup from text has no way in", () => {
  expect(tamed("div", { dangerouslySetInnerHTML: { __html: "<script>" } }).props).toEqual({});
});

test("pictures from elsewhere are not asked for", () => {
  expect(tamed("img", { src: "https://x.example/a.png", alt: "A" }).props).toEqual({ alt: "A" });
  expect(tamed("img", { src: "javascript:alert(1)" }).props).toEqual({});
  expect(tamed("img", { src: "/t/a/x.png" }).props.src).toBe("/t/a/x.png");
});

test("inputs show their text, but for passwords, and are no files", () => {
  expect(tamed("input", { type: "text", value: "a" }).props.value).toBe("a");
  expect(tamed("input", { type: "password", value: "a" }).props.value).toBeUndefined();
  expect(tamed("input", { type: "file" }).props.type).toBe("text");
});

test("equal styles share a class", () => {
  const styles = new InstanceStyles();
  const elements = new SafeElements(styles, 10);
  const first = { type: "div", props: { style: { color: "red" }, class: "fl-a <b>" } };
  const second = { type: "div", props: { style: { color: "red" } } };
  for (const element of [first, second]) elements.tame(element);
  expect(first.props).toEqual({ class: "fl-a fs0" });
  expect(second.props).toEqual({ class: "fs0" });
  expect(styles.css).toBe(".fs0{color:red}");
  expect([...elements.classes]).toEqual(["fl-a", "fs0"]);
});

test("a page of very many elements is given up", () => {
  const elements = new SafeElements(new InstanceStyles(), 2);
  const add = () => elements.tame({ type: "div", props: {} });
  add();
  add();
  expect(add).toThrow(/more than 2/);
});

test("radio buttons stay in groups, whose names say nothing", () => {
  const elements = new SafeElements(new InstanceStyles(), 10);
  const names = ["a-17", "a-17", "b-18"].map((name) => {
    const element = { type: "input", props: { type: "radio", name } };
    elements.tame(element);
    return element.props.name;
  });
  expect(names).toEqual(["fg0", "fg0", "fg1"]);
});
