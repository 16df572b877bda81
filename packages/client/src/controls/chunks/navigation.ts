export { styles } from "../../styles/navigation.chunk.css";
export { NavigationBar } from "../navigation-bar.tsx";
export { NavigationDrawer } from "../navigation-drawer.tsx";
export { NavigationRail } from "../navigation-rail.tsx";
