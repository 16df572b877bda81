import { layoutControls } from "../layout/registry.ts";
import { fillsBoth, fillsWidth, type Registry } from "../view/registry.ts";
import { Button } from "./button.tsx";
import { insetsFill, labelledFill, soleFill, tableFill } from "./fill-rules.ts";
import { Icon } from "./icon.tsx";
import { IconButton } from "./icon-button.tsx";
import { lazyControls } from "./lazy.ts";
import { Text } from "./text.tsx";
import { TextSpan } from "./text-span.tsx";

const basics = () => import("./chunks/basics.ts");
const bars = () => import("./chunks/bars.ts");
const dialogs = () => import("./chunks/dialogs.ts");
const tabs = () => import("./chunks/tabs.ts");
const gestures = () => import("./chunks/gestures.ts");
const menus = () => import("./chunks/menus.ts");
const tables = () => import("./chunks/tables.ts");
const navigation = () => import("./chunks/navigation.ts");
const progress = () => import("./chunks/progress.ts");
const sliders = () => import("./chunks/sliders.ts");
const fields = () => import("./chunks/fields.ts");
const toggles = () => import("./chunks/toggles.ts");

/** Every control of the client by wire type; chunks are loaded when their first control appears. */
export const registry: Registry = {
  ...layoutControls,
  ...lazyControls,
  AlertDialog: { load: dialogs },
  AppBar: { load: bars, fill: fillsWidth },
  Banner: { load: dialogs },
  BottomAppBar: { load: bars, fill: fillsWidth },
  BottomSheet: { load: dialogs },
  Button: { view: Button },
  Card: { load: basics, fill: soleFill },
  Checkbox: { load: toggles, fill: labelledFill },
  Chip: { load: basics },
  CircleAvatar: { load: basics },
  DataTable: { load: tables, fill: tableFill },
  Divider: { load: basics, fill: fillsWidth },
  Dropdown: { load: fields, fill: insetsFill },
  DropdownM2: { load: fields, fill: fillsWidth },
  ExpansionTile: { load: basics, fill: fillsWidth },
  FilledButton: { view: Button },
  FilledIconButton: { view: IconButton },
  FilledTonalButton: { view: Button },
  FilledTonalIconButton: { view: IconButton },
  FloatingActionButton: { load: () => import("./floating-action-button.tsx") },
  GestureDetector: { load: gestures, fill: soleFill },
  Icon: { view: Icon },
  IconButton: { view: IconButton },
  Image: { load: basics },
  ListTile: { load: basics, fill: fillsWidth },
  NavigationBar: { load: navigation, fill: fillsWidth },
  NavigationDrawer: { load: navigation, fill: { width: false, height: true } },
  NavigationRail: { load: navigation, fill: { width: false, height: true } },
  OutlinedButton: { view: Button },
  OutlinedIconButton: { view: IconButton },
  PopupMenuButton: { load: menus },
  ProgressBar: { load: progress, fill: fillsWidth },
  ProgressRing: { load: progress },
  Radio: { load: toggles, fill: labelledFill },
  RadioGroup: { load: toggles, fill: soleFill },
  Slider: { load: sliders, fill: fillsWidth },
  SnackBar: { load: dialogs },
  Switch: { load: toggles },
  TabBar: { load: tabs, fill: fillsWidth },
  TabBarView: { load: tabs, fill: fillsBoth },
  Tabs: { load: tabs, fill: soleFill },
  Text: { view: Text },
  TextButton: { view: Button },
  TextField: { load: fields, fill: fillsWidth },
  TextSpan: { view: TextSpan },
  VerticalDivider: { load: basics, fill: { width: false, height: true } },
};
