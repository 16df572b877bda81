export { styles } from "../../styles/toggles.chunk.css";
export { Checkbox } from "../checkbox.tsx";
export { Radio, RadioGroup } from "../radio.tsx";
export { Switch } from "../switch.tsx";
