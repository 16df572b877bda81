import { listFill } from "../layout/list-view.tsx";
import { fillsBoth, fillsWidth, type Registry } from "../view/registry.ts";
import { contentFill, labelledFill, soleFill } from "./fill-rules.ts";

const cupertino = () => import("./chunks/cupertino.ts");
const cupertinoDialogs = () => import("./chunks/cupertino-dialogs.ts");
const pickers = () => import("./chunks/pickers.ts");
const drag = () => import("./chunks/drag.ts");
const menuBars = () => import("./chunks/menu-bars.ts");
const markdown = () => import("./chunks/markdown.ts");
const effects = () => import("./chunks/effects.ts");
const wheels = () => import("./chunks/wheels.ts");
const canvas = () => import("./chunks/canvas.ts");
const panels = () => import("./chunks/panels.ts");
const search = () => import("./chunks/search.ts");
const viewer = () => import("./chunks/viewer.ts");

/** Controls that few pages have: none of them is in a chunk with those of the first pages. */
export const lazyControls: Registry = {
  CupertinoActionSheet: { load: cupertinoDialogs, fill: fillsWidth },
  CupertinoActionSheetAction: { load: cupertinoDialogs },
  CupertinoActivityIndicator: { load: cupertino },
  CupertinoAlertDialog: { load: cupertinoDialogs },
  CupertinoAppBar: { load: cupertino, fill: fillsWidth },
  CupertinoBottomSheet: { load: cupertinoDialogs },
  CupertinoButton: { load: cupertino },
  CupertinoCheckbox: { load: cupertino, fill: labelledFill },
  CupertinoContextMenu: { load: cupertinoDialogs, fill: soleFill },
  CupertinoContextMenuAction: { load: cupertinoDialogs, fill: fillsWidth },
  CupertinoDialogAction: { load: cupertinoDialogs },
  CupertinoFilledButton: { load: cupertino },
  CupertinoListTile: { load: cupertino, fill: fillsWidth },
  CupertinoNavigationBar: { load: cupertino, fill: fillsWidth },
  CupertinoRadio: { load: cupertino, fill: labelledFill },
  CupertinoSegmentedButton: { load: cupertino, fill: fillsWidth },
  CupertinoSlider: { load: cupertino, fill: fillsWidth },
  CupertinoSlidingSegmentedButton: { load: cupertino, fill: fillsWidth },
  CupertinoSwitch: { load: cupertino, fill: labelledFill },
  CupertinoTextField: { load: cupertino, fill: fillsWidth },
  CupertinoTintedButton: { load: cupertino },
  DatePicker: { load: pickers },
  DateRangePicker: { load: pickers },
  Dismissible: { load: drag, fill: soleFill },
  DragTarget: { load: drag, fill: soleFill },
  Draggable: { load: drag, fill: soleFill },
  ReorderableDragHandle: { load: drag, fill: soleFill },
  ReorderableListView: { load: drag, fill: listFill },
  ContextMenu: { load: menuBars, fill: soleFill },
  MenuBar: { load: menuBars },
  MenuItemButton: { load: menuBars, fill: fillsWidth },
  SegmentedButton: { load: menuBars },
  SubmenuButton: { load: menuBars, fill: fillsWidth },
  Markdown: { load: markdown, fill: fillsWidth },
  AutofillGroup: { load: effects, fill: soleFill },
  WindowDragArea: { load: effects, fill: soleFill },
  AnimatedSwitcher: { load: effects, fill: soleFill },
  Hero: { load: effects, fill: soleFill },
  KeyboardListener: { load: effects, fill: soleFill },
  MergeSemantics: { load: effects, fill: soleFill },
  Pagelet: { load: effects, fill: fillsBoth },
  Placeholder: { load: effects, fill: fillsBoth },
  RotatedBox: { load: effects },
  SelectionArea: { load: effects, fill: soleFill },
  Semantics: { load: effects, fill: soleFill },
  ShaderMask: { load: effects, fill: soleFill },
  Shimmer: { load: effects, fill: soleFill },
  TransparentPointer: { load: effects, fill: soleFill },
  CupertinoDatePicker: { load: wheels, fill: fillsBoth },
  CupertinoPicker: { load: wheels, fill: fillsBoth },
  CupertinoTimerPicker: { load: wheels, fill: fillsBoth },
  Canvas: { load: canvas, fill: contentFill },
  ExpansionPanelList: { load: panels, fill: fillsWidth },
  PageView: { load: panels, fill: fillsBoth },
  RangeSlider: { load: panels, fill: fillsWidth },
  AutoComplete: { load: search, fill: fillsWidth },
  InteractiveViewer: { load: viewer, fill: soleFill },
  SearchBar: { load: search, fill: fillsWidth },
  TimePicker: { load: pickers },
  Screenshot: { load: () => import("./screenshot.tsx"), fill: soleFill },
  RawImage: { load: () => import("./raw-image.tsx") },
};
