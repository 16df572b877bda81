import { layoutControls } from "../layout/registry.ts";
import type { Registry } from "../view/registry.ts";
import { Button } from "./button.tsx";
import { Icon } from "./icon.tsx";
import { Text } from "./text.tsx";
import { TextSpan } from "./text-span.tsx";

/** Every control of the client by wire type; chunks are loaded when their first control appears. */
export const registry: Registry = {
  ...layoutControls,
  Button: { view: Button },
  FilledButton: { view: Button },
  FilledTonalButton: { view: Button },
  Icon: { view: Icon },
  OutlinedButton: { view: Button },
  Text: { view: Text },
  TextButton: { view: Button },
  TextSpan: { view: TextSpan },
};
