import { layoutControls } from "../layout/registry.ts";
import { fillsWidth, type Registry } from "../view/registry.ts";
import { Button } from "./button.tsx";
import { Card } from "./card.tsx";
import { Checkbox } from "./checkbox.tsx";
import { CircleAvatar } from "./circle-avatar.tsx";
import { Divider, VerticalDivider } from "./divider.tsx";
import { FloatingActionButton } from "./floating-action-button.tsx";
import { Icon } from "./icon.tsx";
import { IconButton } from "./icon-button.tsx";
import { Image } from "./image.tsx";
import { labelledFill } from "./labelled.tsx";
import { Radio, RadioGroup } from "./radio.tsx";
import { soleFill } from "./sole.tsx";
import { Switch } from "./switch.tsx";
import { Text } from "./text.tsx";
import { TextSpan } from "./text-span.tsx";

/** Every control of the client by wire type; chunks are loaded when their first control appears. */
export const registry: Registry = {
  ...layoutControls,
  Button: { view: Button },
  Card: { view: Card, fill: soleFill },
  Checkbox: { view: Checkbox, fill: labelledFill },
  CircleAvatar: { view: CircleAvatar },
  Divider: { view: Divider, fill: fillsWidth },
  FilledButton: { view: Button },
  FilledIconButton: { view: IconButton },
  FilledTonalButton: { view: Button },
  FilledTonalIconButton: { view: IconButton },
  FloatingActionButton: { view: FloatingActionButton },
  Icon: { view: Icon },
  IconButton: { view: IconButton },
  Image: { view: Image },
  OutlinedButton: { view: Button },
  OutlinedIconButton: { view: IconButton },
  Radio: { view: Radio, fill: labelledFill },
  RadioGroup: { view: RadioGroup, fill: soleFill },
  Switch: { view: Switch },
  Text: { view: Text },
  TextButton: { view: Button },
  TextSpan: { view: TextSpan },
  VerticalDivider: { view: VerticalDivider, fill: { width: false, height: true } },
};
