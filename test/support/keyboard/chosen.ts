import { Extension } from "@flotilla/protocol";
import type { WireControl } from "../client-harness.ts";
import { event, focused, hidden, type KeyCase, shown, update } from "./key-case.ts";

const text = (value: string): WireControl => ({ _c: "Text", value });
const day = new Extension(1, "2030-05-15T00:00:00");
const colors = ["Red", "Green", "Blue"];

/** What is switched: Space turns it on. The event of some says to what. */
function switched(type: string, tells: boolean): KeyCase {
  return {
    name: type,
    control: { _c: type, label: "Wanted", value: false, on_change: true },
    steps: [
      ["Space", update({ value: true }), event("change", tells ? true : null)],
      ["Space", update({ value: false }), event("change", tells ? false : null)],
    ],
  };
}

function radios(type: string): KeyCase {
  return {
    name: type,
    control: {
      _c: "RadioGroup",
      value: "a",
      on_change: true,
      content: {
        _c: "Column",
        controls: ["a", "b", "c"].map((value) => ({ _c: type, value, label: `Choice ${value}` })),
      },
    },
    steps: [
      ["ArrowDown", event("change", "b")],
      ["ArrowDown", event("change", "c")],
      ["ArrowUp", event("change", "b")],
    ],
  };
}

function slid(type: string): KeyCase {
  return {
    name: type,
    control: { _c: type, width: 200, min: 0, max: 10, divisions: 10, value: 5, on_change: true },
    steps: [
      ["ArrowRight", update({ value: 6 }), event("change")],
      ["ArrowLeft ArrowLeft", update({ value: 5 }), update({ value: 4 })],
      ["End", update({ value: 10 }), event("change")],
      ["Home", update({ value: 0 }), event("change")],
    ],
  };
}

function typed(type: string): KeyCase {
  return {
    name: type,
    control: { _c: type, width: 200, on_change: true, on_submit: true, on_focus: true },
    steps: [
      ["H i", event("change", "Hi")],
      ["Enter", event("submit")],
    ],
  };
}

/** What is typed, switched, chosen and moved by keys. */
export const chosenCases: readonly KeyCase[] = [
  ...["Checkbox", "Switch", "CupertinoCheckbox"].map((type) => switched(type, true)),
  switched("CupertinoSwitch", false),
  ...["Radio", "CupertinoRadio"].map(radios),
  ...["Slider", "CupertinoSlider"].map(slid),
  ...["TextField", "CupertinoTextField", "SearchBar"].map(typed),
  {
    name: "RangeSlider",
    control: {
      ...{ _c: "RangeSlider", width: 200, min: 0, max: 10, divisions: 10 },
      ...{ start_value: 2, end_value: 8, on_change: true },
    },
    steps: [
      ["ArrowRight", update({ start_value: 3 })],
      ["Tab ArrowLeft", update({ end_value: 7 })],
    ],
  },
  {
    name: "Dropdown",
    control: {
      _c: "Dropdown",
      width: 200,
      label: "Color",
      on_select: true,
      options: colors.map((key) => ({ _c: "DropdownOption", key, text: key })),
    },
    steps: [
      ["Enter", shown("[role=listbox]")],
      ["End Enter", event("select", "Blue"), hidden("[role=listbox]")],
      ["Space Home", shown("[role=listbox]")],
      ["Escape", hidden("[role=listbox]"), focused("[role=combobox]")],
      ["ArrowDown Home ArrowDown Enter", event("select", "Green")],
      ["R Enter", event("select", "Red")],
    ],
  },
  {
    name: "DropdownM2",
    control: {
      _c: "DropdownM2",
      width: 200,
      label: "Color",
      on_change: true,
      options: colors.map((key) => ({ _c: "Option", key, text: key })),
    },
    steps: [
      ["Enter End Enter", event("change", "Blue"), hidden("[role=listbox]")],
      ["Space", shown("[role=listbox]")],
      ["Escape", hidden("[role=listbox]"), focused("[role=combobox]")],
    ],
  },
  {
    name: "AutoComplete",
    control: {
      _c: "AutoComplete",
      width: 200,
      on_select: true,
      suggestions: colors.map((value) => ({ key: value.toLowerCase(), value })),
    },
    steps: [
      ["r e", shown("[role=option]:has-text('Green')")],
      ["ArrowDown", shown("[aria-selected=true]:has-text('Green')")],
      ["Enter", event("select"), hidden("[role=option]")],
    ],
  },
  {
    name: "SegmentedButton",
    control: {
      _c: "SegmentedButton",
      on_change: true,
      selected: ["a"],
      segments: ["a", "b"].map((value) => ({ _c: "Segment", value, label: text(value) })),
    },
    steps: [["Tab Enter", event("change")]],
  },
  ...(["CupertinoSegmentedButton", "CupertinoSlidingSegmentedButton"] as const).map((type) => ({
    name: type,
    control: {
      _c: type,
      width: 300,
      selected_index: 0,
      on_change: true,
      controls: ["One", "Two", "Three"].map(text),
    },
    steps: [["ArrowRight", event("change", 1)]] as const,
  })),
  {
    name: "DatePicker",
    isDialog: true,
    control: { _c: "DatePicker", open: true, value: day, on_change: true, on_dismiss: true },
    selector: "[role=gridcell] [tabindex='0'], [role=grid] [tabindex='0']",
    steps: [
      ["ArrowRight", focused(":text('16')")],
      ["Enter", shown("[aria-selected=true]:has-text('16')")],
      ["PageDown", shown(":text('June 2030')")],
      ["Escape", event("dismiss")],
    ],
  },
  {
    name: "DateRangePicker",
    isDialog: true,
    control: {
      ...{ _c: "DateRangePicker", open: true, on_dismiss: true, current_date: day },
      first_date: new Extension(1, "2030-05-01T00:00:00"),
      last_date: new Extension(1, "2030-07-31T00:00:00"),
    },
    selector: "[role=grid] [tabindex='0']",
    steps: [
      ["Enter", shown("[aria-selected=true]:has-text('15')")],
      ["ArrowRight", focused(":text('16')")],
      ["ArrowRight", focused(":text('17')")],
      ["Enter", shown("[aria-selected=true]:has-text('17')")],
      ["Escape", event("dismiss")],
    ],
  },
  {
    name: "TimePicker",
    isDialog: true,
    control: {
      ...{ _c: "TimePicker", open: true, on_change: true, on_dismiss: true },
      value: new Extension(2, "09:30"),
    },
    steps: [["Escape", event("dismiss")]],
  },
  {
    name: "CupertinoPicker",
    control: {
      ...{ _c: "CupertinoPicker", width: 200, height: 160, item_extent: 32, on_change: true },
      selected_index: 0,
      controls: colors.map(text),
    },
    steps: [
      ["ArrowDown", event("change", 1)],
      ["End", event("change", 2)],
      ["Home", event("change", 0)],
    ],
  },
  {
    name: "CupertinoDatePicker",
    control: { _c: "CupertinoDatePicker", width: 320, height: 180, value: day, on_change: true },
    steps: [["ArrowDown", event("change")]],
  },
  {
    name: "CupertinoTimerPicker",
    control: { _c: "CupertinoTimerPicker", width: 320, height: 180, on_change: true },
    steps: [["ArrowDown", event("change")]],
  },
  {
    name: "ReorderableListView",
    control: {
      ...{ _c: "ReorderableListView", width: 240, height: 170, on_reorder: true },
      controls: colors.map((title) => ({ _c: "ListTile", title })),
    },
    steps: [["ArrowDown", event("reorder", { old_index: 0, new_index: 1 })]],
  },
  {
    name: "Dismissible",
    control: { _c: "Dismissible", content: text("Swiped"), width: 240, on_dismiss: true },
    steps: [["Enter", event("dismiss")]],
  },
  {
    name: "PageView",
    control: {
      ...{ _c: "PageView", width: 240, height: 160, on_change: true },
      controls: colors.map(text),
    },
    steps: [["ArrowRight", event("change", 1)]],
  },
  {
    name: "InteractiveViewer",
    control: {
      ...{ _c: "InteractiveViewer", width: 240, height: 160 },
      content: { _c: "Container", width: 200, height: 100, bgcolor: "red" },
    },
    steps: [["+ + +", shown(".fl-viewer-content[style*='scale(1.7']")]],
  },
  {
    name: "Draggable",
    control: {
      _c: "Row",
      controls: [
        { _c: "Draggable", group: "g", content: text("Dragged") },
        { _c: "DragTarget", group: "g", content: text("Target"), on_accept: true },
      ],
    },
    steps: [
      ["Enter", focused("[aria-pressed=true]")],
      ["ArrowDown Enter", event("accept"), focused("[aria-pressed=false]")],
    ],
  },
];
