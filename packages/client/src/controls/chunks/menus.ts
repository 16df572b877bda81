export { styles } from "../../styles/menus.chunk.css";
export { PopupMenuButton } from "../popup-menu-button.tsx";
