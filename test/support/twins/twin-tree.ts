/** A control as a recording has it. */
export type Control = Readonly<Record<string, unknown>>;

/** Which control a step is about: its type, what it has, the how manieth of those. */
export type Wanted = Readonly<Record<string, unknown>> & {
  readonly c: string;
  readonly n?: number;
};

/** Controls whose texts are on the page if they are. */
const open = [
  ...["C", "View", "Column", "Row", "Container", "Stack", "Card", "SafeArea", "ResponsiveRow"],
  ...["Button", "OutlinedButton", "TextButton", "AlertDialog"],
];

/** The control that a step is about. */
export function findControl(tree: Control, { c, n = 0, ...wanted }: Wanted): Control | undefined {
  const fits = (control: Control) =>
    control._c === c &&
    Object.entries(wanted).every(
      ([key, value]) => JSON.stringify(control[key]) === JSON.stringify(value),
    );
  return [...controlsIn(tree)].filter(fits)[n];
}

/** Every control of a tree, whether it is shown or not. */
export function* controlsIn(value: unknown): Generator<Control> {
  if (typeof value !== "object" || value === null) return;
  if ("_c" in value) yield value as Control;
  for (const part of Object.values(value)) yield* controlsIn(part);
}

/** The controls of the topmost view and of what is open over it. */
export function* shownIn(tree: Control): Generator<Control> {
  for (const root of rootsOf(tree)) yield* visibleIn(root);
}

/** The texts that a page shows in any case. */
export function textsOf(tree: Control): string[] {
  const texts: string[] = [];
  const walk = (value: unknown): void => {
    if (Array.isArray(value)) for (const item of value) walk(item);
    if (typeof value !== "object" || value === null) return;
    const control = value as Control;
    if (control.visible === false || control.offstage === true) return;
    if (control._c === "Text") texts.push(plainText(String(control.value ?? "")));
    else if (open.includes(String(control._c)))
      for (const part of [control._b, control.controls, control.content]) walk(part);
  };
  for (const root of rootsOf(tree)) walk(root);
  return texts.filter((text) => text !== "");
}

/** What a person calls a control, by what it shows or by its tooltip. */
export function nameOf(control: Control | undefined): string | undefined {
  for (const part of [control?.label, control?.content, control?.title, control?.text]) {
    if (typeof part === "string") return part;
    const text = part as Control | undefined;
    if (text?._c === "Text") return String(text.value);
  }
  for (const part of [control?.tooltip, control?.hint_text, control?.placeholder_text]) {
    if (typeof part === "string") return part;
  }
  return undefined;
}

/** A text as a page shows it. */
export function plainText(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function rootsOf(tree: Control): Control[] {
  const views = tree.views as readonly Control[];
  const dialogs = ((tree._dialogs as Control).controls ?? []) as readonly Control[];
  return [views.at(-1) ?? {}, ...dialogs.filter(({ open: isOpen }) => isOpen === true)];
}

function* visibleIn(value: unknown): Generator<Control> {
  if (typeof value !== "object" || value === null) return;
  if ("_c" in value) {
    if ((value as Control).visible === false) return;
    yield value as Control;
  }
  for (const part of Object.values(value)) yield* visibleIn(part);
}
