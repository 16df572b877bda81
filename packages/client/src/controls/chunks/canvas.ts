export { styles } from "../../styles/canvas.chunk.css";
export { Canvas } from "../canvas/canvas.tsx";
