import { expect, test } from "@jest/globals";
import { ClientSources } from "./client-sources.ts";
import { commonSurface, controls, ownersOf, surfaceOf } from "./schema.ts";
import { drawnByOthers, notHere, unread } from "./unread.ts";

const sources = new ClientSources();
/** Files that read something of every control. */
const forAll = [
  "client.tsx",
  "controls/tooltips.ts",
  "layout/effects.ts",
  "layout/lazy-effects.ts",
  "layout/place.ts",
  "layout/scroll-events.ts",
  "layout/slot-style.ts",
  "layout/use-scroller.ts",
  "session/gesture-actions.ts",
  "view/control.tsx",
  "view/children.tsx",
  "view/frame-events.ts",
  "view/frame-look.ts",
];
const pageFiles = [
  "client.tsx",
  "page/greetings.ts",
  "page/page-events.ts",
  "page/page-fields.ts",
  "page/page-fonts.ts",
  "page/page-look.ts",
  "page/page-methods.ts",
  "page/view-stack.ts",
  "theme/page-theme.ts",
  "view/page-root.tsx",
];

const exceptions = Object.values(unread).flat();
const names = Object.entries(controls)
  .filter(([name, { wireType }]) => wireType && !(name in notHere))
  .map(([name]) => name);

test.each(names)(
  "every property, event and method of %s is read, or it is said why not",
  (name) => {
    expect({ [name]: unreadOf(name).filter((part) => !isExcepted(name, part)) }).toEqual({
      [name]: [],
    });
  },
);

test("every control of the schema is drawn, or it is said why not", () => {
  const drawn = new Set([...sources.types, ...Object.keys(drawnByOthers)]);
  const missing = Object.entries(controls).filter(
    ([name, { wireType }]) =>
      wireType && !(name in notHere) && !drawn.has(wireType) && ownersOf(name).length === 0,
  );
  expect(missing.map(([name]) => name)).toEqual([]);
});

test("what all controls have is read in one place for all of them", () => {
  const words = sources.wordsIn(forAll);
  const missing = commonSurface().filter((part) => !isRead(part, words));
  expect(missing.filter((part) => !isExcepted("all", part))).toEqual([]);
});

test("no exception is left for what is read by now", () => {
  const words = sources.wordsIn(forAll);
  const needed = [
    ...names.flatMap((name) => unreadOf(name).map((part) => `${name}.${part}`)),
    ...commonSurface()
      .filter((part) => !isRead(part, words))
      .map((part) => `all.${part}`),
  ];
  expect(exceptions.filter((pattern) => !needed.some((one) => covers(pattern, one)))).toEqual([]);
});

function unreadOf(name: string): string[] {
  const { wireType } = controls[name] ?? {};
  const types = [wireType ?? "", ...(drawnByOthers[wireType ?? ""] ?? [])];
  const owners = ownersOf(name).flatMap((owner) => controls[owner]?.wireType ?? []);
  const words = new Set([
    "click", // told by `activate` of the client
    ...sources.wordsIn(
      forAll.filter((file) => file.startsWith("view/frame") || file.startsWith("session/")),
    ),
    ...(name === "Page" ? sources.wordsIn(pageFiles) : []),
    ...[...types, ...owners].flatMap((type) => [...sources.wordsOf(type)]),
  ]);
  return surfaceOf(name).filter((part) => !isRead(part, words));
}

function isRead(part: string, words: ReadonlySet<string>): boolean {
  const event = /^on_(.+)/.exec(part)?.[1];
  return words.has(part.replace("()", "")) || (event !== undefined && words.has(event));
}

/** A star stands for the beginning of the control's name. */
function covers(pattern: string, part: string): boolean {
  return pattern.startsWith("*") ? part.endsWith(pattern.slice(1)) : pattern === part;
}

function isExcepted(name: string, part: string): boolean {
  return exceptions.some((pattern) => covers(pattern, `${name}.${part}`));
}
