import { join } from "node:path";
import type { Look } from "./looks.ts";

/** The report of how well the pictures are met. */
export const looksDocument = join(import.meta.dirname, "../../docs/looks.md");

/** The share of points and pixels that a picture must have right. */
export interface LookFloors {
  readonly fills: number;
  readonly pixels: number;
}

const controls = [
  "AlertDialog",
  "AppBar",
  "AutoComplete",
  "Badge",
  "Banner",
  "BottomAppBar",
  "BottomSheet",
  "Button",
  "Card",
  "Checkbox",
  "Chip",
  "CircleAvatar",
  "CupertinoActionSheet",
  "CupertinoActivityIndicator",
  "CupertinoAlertDialog",
  "CupertinoAppBar",
  "CupertinoBottomSheet",
  "CupertinoButton",
  "CupertinoCheckbox",
  "CupertinoDatePicker",
  "CupertinoFilledButton",
  "CupertinoListTile",
  "CupertinoNavigationBar",
  "CupertinoPicker",
  "CupertinoRadio",
  "CupertinoSegmentedButton",
  "CupertinoSlider",
  "CupertinoSlidingSegmentedButton",
  "CupertinoSwitch",
  "CupertinoTextField",
  "CupertinoTimerPicker",
  "CupertinoTintedButton",
  "DataTable",
  "DatePicker",
  "DateRangePicker",
  "Dismissible",
  "Divider",
  "Dropdown",
  "ExpansionPanelList",
  "ExpansionTile",
  "FilledButton",
  "FilledIconButton",
  "FilledTonalButton",
  "FilledTonalIconButton",
  "FloatingActionButton",
  "Icon",
  "IconButton",
  "ListTile",
  "Markdown",
  "MenuBar",
  "MenuItemButton",
  "NavigationBar",
  "NavigationDrawer",
  "NavigationRail",
  "OutlinedButton",
  "OutlinedIconButton",
  "Pagelet",
  "Placeholder",
  "PopupMenuButton",
  "ProgressBar",
  "ProgressRing",
  "Radio",
  "RangeSlider",
  "ReorderableListView",
  "RotatedBox",
  "SearchBar",
  "SegmentedButton",
  "ShaderMask",
  "Slider",
  "SnackBar",
  "SubmenuButton",
  "Switch",
  "Tabs",
  "Text",
  "TextButton",
  "TextField",
  "TextSpan",
  "TimePicker",
  "Tooltip",
  "VerticalDivider",
];

const usual: LookFloors = { fills: 0.99, pixels: 0.94 };

/** Where less is met, and why. */
export const exceptions: Readonly<Record<string, Partial<LookFloors> & { readonly why: string }>> =
  {
    "PopupMenuButton--open": {
      fills: 0.9,
      pixels: 0.9,
      why: "the item under the pointer is highlighted at once",
    },
    "PopupMenuButton--dark-open": {
      fills: 0.9,
      pixels: 0.9,
      why: "the item under the pointer is highlighted at once",
    },
  };

/** The pictures of the controls that are drawn, with what each must meet. */
export function drawnLooks(
  looks: Readonly<Record<string, Look>>,
  theme?: Look["theme"],
): (readonly [name: string, floors: LookFloors])[] {
  return Object.entries(looks)
    .filter(([, look]) => controls.includes(look.control))
    .filter(([, look]) => theme === undefined || look.theme === theme)
    .map(([name]) => [name, { ...usual, ...exceptions[name] }] as const);
}
