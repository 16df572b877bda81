export { styles } from "../../styles/viewer.chunk.css";
export { InteractiveViewer } from "../viewer/interactive-viewer.tsx";
