/** Facts that the schema does not hold, by schema id. */

/** What `e.data` is where the schema does not say it. */
export const eventData: Readonly<Record<string, string>> = {
  "Button.hover": "boolean",
  "CircleAvatar.image_error": "string",
  "Container.hover": "boolean",
  "CupertinoSwitch.image_error": "string",
  "DataRow.select_change": "boolean",
  "DataTable.select_all": "boolean",
  "DatePicker.change": "Date",
  "DialogControl.dismiss": "boolean | null",
  "Draggable.drag_complete": "string",
  "Dropdown.select": "string | null",
  "Dropdown.text_change": "string",
  "FletApp.connect": "number",
  "FletApp.error": "string",
  "IconButton.hover": "boolean",
  "LayoutControl.animation_end": "string",
  "Markdown.tap_link": "string",
  "MenuItemButton.hover": "boolean",
  "OutlinedButton.hover": "boolean",
  "Page.error": "string",
  "PopupMenuButton.select": "string",
  "PopupMenuItem.click": "boolean | null",
  "SelectionArea.change": "string | null",
  "Semantics.move_cursor_backward_by_character": "boolean",
  "Semantics.move_cursor_forward_by_character": "boolean",
  "Semantics.set_text": "string",
  "SubmenuButton.hover": "boolean",
  "TabBar.click": "number",
  "Tabs.change": "number",
  "TextButton.hover": "boolean",
  "TimePicker.change": "TimeOfDay",
};

/** Hand-written parts of a class: which names of which module. */
export interface HandWritten {
  readonly module: string;
  /** Type of the class's helpers and the expression that makes them. */
  readonly statics?: {
    readonly type: string;
    readonly text: string;
    readonly uses: readonly string[];
  };
  /** Type of the instances' members and the expression that makes them. */
  readonly members?: {
    readonly type: string;
    readonly text: string;
    readonly uses: readonly string[];
  };
  readonly check?: string;
}

const spacing = "../values/spacing.ts";
const borders = "../values/borders.ts";
const geometry = "../values/geometry.ts";
const spans = "../values/spans.ts";
const texts = "../values/texts.ts";

function simpleStatics(type: string, factory: string): NonNullable<HandWritten["statics"]> {
  return { type, text: factory, uses: [factory] };
}

function simpleMembers(type: string, text: string): NonNullable<HandWritten["members"]> {
  return { type, text, uses: [text.replace(/\(.*/s, "")] };
}

const call = "(name, args) => new Matrix4Call({ name, args: [...args] })";

export const handWrittenValues: Readonly<Record<string, HandWritten>> = {
  Padding: { module: spacing, statics: simpleStatics("PaddingStatics", "edgeStatics") },
  Margin: { module: spacing, statics: simpleStatics("MarginStatics", "edgeStatics") },
  BorderRadius: {
    module: spacing,
    statics: simpleStatics("BorderRadiusStatics", "borderRadiusStatics"),
    members: simpleMembers("BorderRadiusMembers", "borderRadiusMembers"),
  },
  BorderSide: {
    module: borders,
    statics: simpleStatics("BorderSideStatics", "borderSideStatics"),
    members: simpleMembers("BorderSideMembers", "borderSideMembers"),
    check: "checkBorderSide",
  },
  Border: {
    module: borders,
    statics: {
      type: "BorderStatics",
      text: "(make) => borderStatics(make, (side) => new BorderSide(side))",
      uses: ["borderStatics"],
    },
  },
  BoxConstraints: { module: borders, check: "checkBoxConstraints" },
  BoxDecoration: { module: borders, check: "checkBoxDecoration" },
  Offset: { module: geometry, members: simpleMembers("OffsetMembers", "offsetMembers") },
  Size: {
    module: geometry,
    statics: simpleStatics("SizeStatics", "sizeStatics"),
    members: simpleMembers("SizeMembers", "sizeMembers"),
  },
  Rect: {
    module: geometry,
    statics: simpleStatics("RectStatics", "rectStatics"),
    members: simpleMembers("RectMembers", "rectMembers((size) => new Size(size))"),
  },
  Matrix4: {
    module: geometry,
    statics: {
      type: "Matrix4Statics",
      text: `(make) => matrix4Statics(make, ${call})`,
      uses: ["matrix4Statics"],
    },
    members: simpleMembers("Matrix4Members", `matrix4Members(${call})`),
  },
  Duration: {
    module: spans,
    statics: simpleStatics("DurationStatics", "durationStatics"),
    members: simpleMembers("DurationMembers", "durationMembers"),
  },
  TextSelection: {
    module: texts,
    members: simpleMembers("TextSelectionMembers", "textSelectionMembers"),
  },
  Locale: {
    module: texts,
    members: simpleMembers("LocaleMembers", "localeMembers"),
    check: "checkLocale",
  },
  LocaleConfiguration: { module: texts, check: "checkLocaleConfiguration" },
  ShareFile: {
    module: texts,
    statics: simpleStatics("ShareFileStatics", "shareFileStatics"),
    check: "checkShareFile",
  },
  AnimationStyle: {
    module: "../values/animation-style.ts",
    statics: {
      type: "AnimationStyleStatics",
      text: "(make) => animationStyleStatics(make, () => new Duration())",
      uses: ["animationStyleStatics"],
    },
  },
};

/** Classes of the schema that never travel and are written by hand as a whole. */
export const valuesByHand: ReadonlySet<string> = new Set(["Route"]);

/** Event classes whose accessors are written by hand. */
export const handWrittenEvents: Readonly<
  Record<string, { readonly type: string; readonly members: string }>
> = {
  OnScrollEvent: { type: "ScrollExtents", members: "scrollExtents" },
  DragTargetEvent: { type: "DragSource", members: "dragSource" },
  DragTargetLeaveEvent: { type: "DragSource", members: "dragSource" },
  DragWillAcceptEvent: { type: "DragSource", members: "dragSource" },
  ContextMenuSelectEvent: { type: "ContextMenuItem", members: "contextMenuItem" },
};

/** Fields that hand-written accessors stand for. */
export const derivedEventFields: ReadonlySet<string> = new Set(["src"]);

/** Other keys under which some clients send a field. */
export const wireAlternatives: Readonly<Record<string, readonly string[]>> = {
  "LongPressMoveUpdateEvent.offset_from_origin": ["of", "ofo"],
  "TextSelectionChangeEvent.selected_text": ["selected_text", "text"],
};

/** Classes of the page that are written by hand: only their tables are generated. */
export const tablesOnly: ReadonlySet<string> = new Set([
  "BasePage",
  "Page",
  "MultiView",
  "Component",
  "ServiceRegistry",
  "Overlay",
  "Dialogs",
]);
