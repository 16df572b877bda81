export { styles } from "../../styles/fields.chunk.css";
export { TextField } from "../text-field.tsx";
