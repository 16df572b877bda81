import { styles as table } from "../../styles/table.chunk.css";
import { styles as ticks } from "../../styles/tick.chunk.css";

export { DataTable } from "../data-table.tsx";

/** A table may have check boxes of its own. */
export const styles = ticks + table;
