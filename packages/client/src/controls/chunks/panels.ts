export { styles } from "../../styles/panels.chunk.css";
export { ExpansionPanelList } from "../panels/expansion-panel-list.tsx";
export { PageView } from "../panels/page-view.tsx";
export { RangeSlider } from "../panels/range-slider.tsx";
