import { styles as modal } from "../../styles/modal.chunk.css";
import { styles as pickers } from "../../styles/pickers.chunk.css";

export { DatePicker } from "../pickers/date-picker.tsx";
export { DateRangePicker } from "../pickers/date-range-picker.tsx";
export { TimePicker } from "../pickers/time-picker.tsx";

/** Every dialog starts from the same modal box. */
export const styles = modal + pickers;
