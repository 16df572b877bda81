export { styles } from "../../styles/tabs.chunk.css";
export { TabBar } from "../tab-bar.tsx";
export { TabBarView, Tabs } from "../tabs.tsx";
