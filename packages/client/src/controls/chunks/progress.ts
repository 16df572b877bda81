export { styles } from "../../styles/progress.chunk.css";
export { ProgressBar } from "../progress-bar.tsx";
export { ProgressRing } from "../progress-ring.tsx";
