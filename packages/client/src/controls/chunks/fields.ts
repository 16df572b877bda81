export { styles } from "../../styles/fields.chunk.css";
export { Dropdown } from "../dropdown.tsx";
export { TextField } from "../text-field.tsx";
