import { styles as drawn } from "../../styles/drawn-input.chunk.css";
import { styles as dropdown } from "../../styles/dropdown.chunk.css";
import { styles as states } from "../../styles/field-states.chunk.css";
import { styles as fields } from "../../styles/fields.chunk.css";

export { Dropdown } from "../dropdown.tsx";
export { DropdownM2 } from "../dropdown-m2.tsx";
export { TextField } from "../text-field.tsx";

/** Fields, what their states change in them, and fields that open a list. */
export const styles = fields + states + dropdown + drawn;
