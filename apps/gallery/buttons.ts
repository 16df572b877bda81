import * as ft from "@flotilla/sdk";
import { section } from "./section.ts";

const nothing = () => {};
const kinds = [
  ft.Button,
  ft.FilledButton,
  ft.FilledTonalButton,
  ft.OutlinedButton,
  ft.TextButton,
] as const;
const iconKinds = [
  ft.IconButton,
  ft.FilledIconButton,
  ft.FilledTonalIconButton,
  ft.OutlinedIconButton,
] as const;

/** What is pressed, and the menus of buttons. */
export function buttons(): ft.Control[] {
  const disabled = true;
  const segments = ["Day", "Week", "Month"].map((value) => ft.Segment({ value, label: value }));
  const item = (text: string) => ft.PopupMenuItem({ content: text, onClick: nothing });
  return [
    section("Buttons", [
      ...kinds.map((kind) => kind("Press", { onClick: nothing })),
      ...kinds.map((kind) => kind("With icon", { icon: ft.Icons.ADD, onClick: nothing })),
      ...kinds.map((kind) => kind("Disabled", { disabled })),
    ]),
    section("Icon buttons", [
      ...iconKinds.map((kind) => kind(ft.Icons.STAR, { tooltip: "Star", onClick: nothing })),
      ...iconKinds.map((kind) => kind(ft.Icons.STAR, { tooltip: "Chosen", selected: true })),
      ...iconKinds.map((kind) => kind(ft.Icons.STAR, { tooltip: "Off", disabled })),
      ft.FloatingActionButton({ icon: ft.Icons.EDIT, tooltip: "Write", onClick: nothing }),
      ft.FloatingActionButton({ content: "Extended", icon: ft.Icons.ADD, onClick: nothing }),
    ]),
    section("Chips", [
      ft.Chip("Action", { onClick: nothing }),
      ft.Chip("Chosen", { selected: true, onSelect: nothing }),
      ft.Chip("With a way out", { onDelete: nothing }),
      ft.Chip("Disabled", { disabled }),
    ]),
    section("Segments", [
      ft.SegmentedButton({ segments, selected: ["Week"] }),
      ft.SegmentedButton({ segments, selected: [], allowEmptySelection: true, disabled }),
    ]),
    section("Menus", [
      ft.PopupMenuButton({
        tooltip: "More",
        items: [item("One"), item("Two"), ft.PopupMenuItem({ content: "Checked", checked: true })],
      }),
      ft.MenuBar([
        ft.SubmenuButton("File", [
          ft.MenuItemButton("Open", { onClick: nothing }),
          ft.MenuItemButton("Close", { onClick: nothing }),
        ]),
        ft.SubmenuButton("Edit", [ft.MenuItemButton("Copy", { onClick: nothing })]),
      ]),
      ft.ContextMenu(ft.Text("Press the other mouse button here"), {
        secondaryItems: [item("Copy"), item("Paste")],
      }),
    ]),
  ];
}
