export { styles } from "../../styles/slider.chunk.css";
export { Slider } from "../slider.tsx";
