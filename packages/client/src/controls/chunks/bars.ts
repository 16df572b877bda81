export { styles } from "../../styles/bars.chunk.css";
export { AppBar } from "../app-bar.tsx";
export { BottomAppBar } from "../bottom-app-bar.tsx";
