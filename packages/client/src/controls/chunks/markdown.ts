export { styles } from "../../styles/markdown.chunk.css";
export { Markdown } from "../markdown/markdown.tsx";
