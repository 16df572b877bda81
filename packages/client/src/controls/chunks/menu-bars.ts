import { styles as bars } from "../../styles/menu-bars.chunk.css";
import { styles as menus } from "../../styles/menus.chunk.css";

export { ContextMenu } from "../menus/context-menu.tsx";
export { MenuBar } from "../menus/menu-bar.tsx";
export { MenuItemButton } from "../menus/menu-item-button.tsx";
export { SubmenuButton } from "../menus/submenu-button.tsx";
export { SegmentedButton } from "../segmented-button.tsx";

/** A context menu looks like the one of a button. */
export const styles = menus + bars;
