export { styles } from "../../styles/fields.chunk.css";
export { Dropdown } from "../dropdown.tsx";
export { DropdownM2 } from "../dropdown-m2.tsx";
export { TextField } from "../text-field.tsx";
