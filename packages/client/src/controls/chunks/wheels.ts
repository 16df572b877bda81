export { styles } from "../../styles/wheels.chunk.css";
export { CupertinoDatePicker } from "../wheels/cupertino-date-picker.tsx";
export { CupertinoPicker } from "../wheels/cupertino-picker.tsx";
export { CupertinoTimerPicker } from "../wheels/cupertino-timer-picker.tsx";
