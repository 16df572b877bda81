import type { WireControl } from "../client-harness.ts";
import { event, focused, hidden, type KeyCase, shown, update } from "./key-case.ts";

const click = event("click");
const text = (value: string): WireControl => ({ _c: "Text", value });

/** A control that acts like a button: Enter and Space press it. */
function pressed(type: string, props: object = {}, done = click): KeyCase {
  return {
    name: type,
    control: { _c: type, on_click: true, ...props },
    steps: [
      ["Enter", done],
      ["Space", done],
    ],
  };
}

const labelled = { content: "Go" };
const destinations = (type: string) =>
  ["One", "Two", "Three"].map((label) => ({ _c: type, label, icon: 65604 }));

/** What is pressed, opened and gone to by keys. */
export const pressedCases: readonly KeyCase[] = [
  ...["Button", "FilledButton", "FilledTonalButton", "OutlinedButton", "TextButton"].map((type) =>
    pressed(type, labelled),
  ),
  ...["IconButton", "FilledIconButton", "FilledTonalIconButton", "OutlinedIconButton"].map((type) =>
    pressed(type, { icon: 65604, tooltip: "Go" }),
  ),
  ...["CupertinoButton", "CupertinoFilledButton", "CupertinoTintedButton"].map((type) =>
    pressed(type, labelled),
  ),
  pressed("FloatingActionButton", { icon: 65604, tooltip: "Go" }),
  pressed("CupertinoDialogAction", labelled),
  pressed("CupertinoActionSheetAction", labelled),
  pressed("MenuItemButton", { content: text("Go") }),
  pressed("Chip", { label: "Go" }),
  {
    ...pressed("Chip", { label: "Go", on_select: true, on_click: false }, event("select")),
    name: "Chip that is selected",
  },
  {
    name: "Chip that is deleted",
    control: { _c: "Chip", label: "Go", on_delete: true },
    steps: [["Enter", event("delete")]],
  },
  pressed("ListTile", { title: "Go" }),
  pressed("CupertinoListTile", { title: "Go" }),
  pressed("Container", { content: text("Go") }),
  {
    name: "GestureDetector",
    control: { _c: "GestureDetector", on_tap: true, content: text("Go") },
    steps: [
      ["Enter", event("tap")],
      ["Space", event("tap")],
    ],
  },
  {
    name: "TextSpan",
    control: { _c: "Text", value: "", spans: [{ _c: "TextSpan", text: "Go", on_click: true }] },
    steps: [["Enter", click]],
  },
  {
    name: "Markdown",
    control: { _c: "Markdown", value: "A [link](https://example.org)", on_tap_link: true },
    steps: [["Enter", event("tap_link", "https://example.org")]],
  },
  {
    name: "PopupMenuButton",
    control: {
      _c: "PopupMenuButton",
      on_select: true,
      on_cancel: true,
      items: ["One", "Two", "Three"].map((content) => ({ _c: "PopupMenuItem", content })),
    },
    steps: [
      ["Enter", focused("[role=menuitem]:first-child")],
      ["End", focused("[role=menuitem]:last-child")],
      ["Home", focused("[role=menuitem]:first-child")],
      ["Escape", event("cancel"), hidden("[role=menu]"), focused("[aria-haspopup=menu]")],
      ["Space", focused("[role=menuitem]:first-child")],
      ["ArrowDown Enter", event("select"), hidden("[role=menu]")],
    ],
  },
  {
    name: "MenuBar",
    control: {
      _c: "MenuBar",
      controls: ["File", "Edit"].map((name) => ({
        _c: "SubmenuButton",
        content: text(name),
        controls: ["Open", "Close"].map((item) => ({
          _c: "MenuItemButton",
          content: text(`${item} ${name}`),
          on_click: true,
        })),
      })),
    },
    steps: [
      ["ArrowRight", focused(":text('Edit')")],
      ["ArrowLeft", focused(":text('File')")],
      ["ArrowDown", focused(":text('Open File')")],
      ["ArrowDown", focused(":text('Close File')")],
      ["Escape", hidden(":text('Open File')"), focused(":text('File')")],
      ["Enter", shown(":text('Open File')")],
      ["ArrowDown Enter", click, hidden(":text('Open File')")],
    ],
  },
  {
    name: "ContextMenu",
    control: {
      _c: "ContextMenu",
      content: text("Held"),
      on_select: true,
      items: ["One", "Two"].map((content) => ({ _c: "PopupMenuItem", content })),
    },
    steps: [
      ["Shift+F10", focused("[role=menuitem]:first-child")],
      ["ArrowDown Enter", event("select"), hidden("[role=menu]")],
      ["Enter", shown("[role=menu]")],
      ["Escape", hidden("[role=menu]"), focused(".fl-context")],
    ],
  },
  {
    name: "CupertinoContextMenu",
    control: {
      _c: "CupertinoContextMenu",
      content: text("Held"),
      actions: ["One", "Two"].map((content) => ({
        _c: "CupertinoContextMenuAction",
        content,
        on_click: true,
      })),
    },
    steps: [
      ["Enter", focused("[role=menuitem]:first-child")],
      ["ArrowDown Enter", click, hidden("[role=menu]")],
      ["Enter", shown("[role=menu]")],
      ["Escape", hidden("[role=menu]"), focused(".fl-cup-held")],
    ],
  },
  {
    name: "ExpansionTile",
    control: {
      _c: "ExpansionTile",
      title: "More",
      on_change: true,
      controls: [text("Inside")],
    },
    steps: [
      ["Enter", event("change"), shown(":text('Inside')")],
      ["Space", event("change"), hidden(":text('Inside')")],
    ],
  },
  {
    name: "ExpansionPanelList",
    control: {
      _c: "ExpansionPanelList",
      on_change: true,
      controls: [
        { _c: "ExpansionPanel", can_tap_header: true, header: text("More"), content: text("In") },
      ],
    },
    steps: [["Enter", event("change")]],
  },
  {
    name: "Tabs",
    control: {
      _c: "Tabs",
      length: 3,
      selected_index: 0,
      on_change: true,
      content: {
        _c: "TabBar",
        tabs: ["One", "Two", "Three"].map((label) => ({ _c: "Tab", label })),
      },
    },
    steps: [
      ["ArrowRight", focused(":text('Two')")],
      ["Enter", event("change", 1)],
      ["End", focused(":text('Three')")],
      ["Space", event("change", 2)],
      ["Home", focused(":text('One')")],
    ],
  },
  {
    name: "NavigationBar",
    control: {
      _c: "NavigationBar",
      on_change: true,
      destinations: destinations("NavigationBarDestination"),
    },
    steps: [
      ["ArrowRight Enter", event("change", 1)],
      ["End Enter", event("change", 2)],
      ["Home Space", event("change", 0)],
    ],
  },
  {
    name: "NavigationRail",
    control: {
      _c: "NavigationRail",
      height: 300,
      on_change: true,
      destinations: destinations("NavigationRailDestination"),
    },
    steps: [
      ["ArrowDown Enter", event("change", 1)],
      ["End Enter", event("change", 2)],
      ["Home Space", event("change", 0)],
    ],
  },
  {
    name: "CupertinoNavigationBar",
    control: {
      _c: "CupertinoNavigationBar",
      on_change: true,
      destinations: destinations("NavigationBarDestination"),
    },
    steps: [
      ["ArrowRight Enter", event("change", 1)],
      ["End Enter", event("change", 2)],
    ],
  },
  {
    name: "DataTable",
    control: {
      _c: "DataTable",
      columns: [{ _c: "DataColumn", label: text("Name"), on_sort: true }],
      on_select_all: true,
      rows: [
        {
          _c: "DataRow",
          on_select_change: true,
          cells: [{ _c: "DataCell", content: text("Ada") }],
        },
      ],
      show_checkbox_column: true,
    },
    steps: [
      ["Space", event("select_all", true)],
      ["Tab Enter", event("sort")],
      ["Tab Space", event("select_change", true)],
    ],
  },
  {
    name: "AlertDialog",
    isDialog: true,
    control: {
      _c: "AlertDialog",
      open: true,
      title: "Sure?",
      on_dismiss: true,
      actions: [{ _c: "TextButton", content: "Yes", on_click: true }],
    },
    steps: [
      ["Shift", focused(":text('Yes')")],
      ["Enter", click],
      ["Escape", update({ open: false }), event("dismiss")],
    ],
  },
  ...(["BottomSheet", "CupertinoBottomSheet"] as const).map((type) => ({
    name: type,
    isDialog: true,
    control: {
      _c: type,
      open: true,
      on_dismiss: true,
      content: { _c: "TextButton", content: "Done", on_click: true },
    },
    steps: [
      ["Shift", focused(":text('Done')")],
      ["Enter", click],
      ["Escape", event("dismiss")],
    ] as const,
  })),
  {
    name: "CupertinoAlertDialog",
    isDialog: true,
    control: {
      _c: "CupertinoAlertDialog",
      open: true,
      title: "Sure?",
      on_dismiss: true,
      actions: [{ _c: "CupertinoDialogAction", content: "Yes", on_click: true }],
    },
    steps: [
      ["Tab Enter", click],
      ["Escape", event("dismiss")],
    ],
  },
];
