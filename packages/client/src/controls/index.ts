import { layoutControls } from "../layout/registry.ts";
import { fillsWidth, type Registry } from "../view/registry.ts";
import { Button } from "./button.tsx";
import { labelledFill, soleFill } from "./fill-rules.ts";
import { FloatingActionButton } from "./floating-action-button.tsx";
import { Icon } from "./icon.tsx";
import { IconButton } from "./icon-button.tsx";
import { Text } from "./text.tsx";
import { TextSpan } from "./text-span.tsx";

const basics = () => import("./chunks/basics.ts");
const progress = () => import("./chunks/progress.ts");
const sliders = () => import("./chunks/sliders.ts");
const fields = () => import("./chunks/fields.ts");
const toggles = () => import("./chunks/toggles.ts");

/** Every control of the client by wire type; chunks are loaded when their first control appears. */
export const registry: Registry = {
  ...layoutControls,
  Button: { view: Button },
  Card: { load: basics, fill: soleFill },
  Checkbox: { load: toggles, fill: labelledFill },
  CircleAvatar: { load: basics },
  Divider: { load: basics, fill: fillsWidth },
  FilledButton: { view: Button },
  FilledIconButton: { view: IconButton },
  FilledTonalButton: { view: Button },
  FilledTonalIconButton: { view: IconButton },
  FloatingActionButton: { view: FloatingActionButton },
  Icon: { view: Icon },
  IconButton: { view: IconButton },
  Image: { load: basics },
  ListTile: { load: basics, fill: fillsWidth },
  OutlinedButton: { view: Button },
  OutlinedIconButton: { view: IconButton },
  ProgressBar: { load: progress, fill: fillsWidth },
  ProgressRing: { load: progress },
  Radio: { load: toggles, fill: labelledFill },
  RadioGroup: { load: toggles, fill: soleFill },
  Slider: { load: sliders, fill: fillsWidth },
  Switch: { load: toggles },
  Text: { view: Text },
  TextButton: { view: Button },
  TextField: { load: fields, fill: fillsWidth },
  TextSpan: { view: TextSpan },
  VerticalDivider: { load: basics, fill: { width: false, height: true } },
};
