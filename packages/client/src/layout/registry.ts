import type { Registry } from "../view/registry.ts";
import { fillsBoth } from "../view/registry.ts";
import { Container, containerFill } from "./container.tsx";
import { Flex, flexFill } from "./flex.tsx";
import { ListView, listFill } from "./list-view.tsx";
import { Dialogs, Overlay } from "./overlay.tsx";
import { responsiveFill } from "./responsive-columns.ts";
import { SafeArea, safeAreaFill } from "./safe-area.tsx";
import { Stack, stackFill } from "./stack.tsx";
import { View } from "./view.tsx";

/** The controls that place others. */
export const layoutControls: Registry = {
  Column: { view: Flex, fill: flexFill },
  Container: { view: Container, fill: containerFill },
  GridView: { load: () => import("./grid-view.tsx"), fill: listFill },
  ListView: { view: ListView, fill: listFill },
  ResponsiveRow: { load: () => import("./responsive-row.tsx"), fill: responsiveFill },
  SafeArea: { view: SafeArea, fill: safeAreaFill },
  Dialogs: { view: Dialogs },
  Overlay: { view: Overlay, fill: fillsBoth },
  Row: { view: Flex, fill: flexFill },
  Stack: { view: Stack, fill: stackFill },
  View: { view: View, fill: fillsBoth },
};
