import { styles as calendar } from "../../styles/calendar.chunk.css";
import { styles as range } from "../../styles/date-range.chunk.css";
import { styles as modal } from "../../styles/modal.chunk.css";
import { styles as pickers } from "../../styles/pickers.chunk.css";
import { styles as time } from "../../styles/time-picker.chunk.css";

export { DatePicker } from "../pickers/date-picker.tsx";
export { DateRangePicker } from "../pickers/date-range-picker.tsx";
export { TimePicker } from "../pickers/time-picker.tsx";

/** Every dialog starts from the same modal box. */
export const styles = modal + pickers + calendar + range + time;
