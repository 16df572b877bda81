import { styles as ticks } from "../../styles/tick.chunk.css";
import { styles as toggles } from "../../styles/toggles.chunk.css";

export { Checkbox } from "../checkbox.tsx";
export { Radio, RadioGroup } from "../radio.tsx";
export { Switch } from "../switch.tsx";

/** Check boxes and radio buttons share a part that tables need too. */
export const styles = ticks + toggles;
