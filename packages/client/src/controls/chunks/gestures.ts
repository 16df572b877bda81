export { GestureDetector } from "../gesture-detector.tsx";
