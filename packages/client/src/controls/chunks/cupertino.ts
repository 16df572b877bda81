import { styles as controls } from "../../styles/cupertino.chunk.css";
import { styles as bars } from "../../styles/cupertino-bars.chunk.css";
import { styles as sliders } from "../../styles/cupertino-sliders.chunk.css";
import { styles as toggles } from "../../styles/cupertino-toggles.chunk.css";
import { styles as drawn } from "../../styles/drawn-input.chunk.css";

export { CupertinoActivityIndicator } from "../cupertino/activity-indicator.tsx";
export { CupertinoAppBar } from "../cupertino/app-bar.tsx";
export {
  CupertinoButton,
  CupertinoButton as CupertinoFilledButton,
  CupertinoButton as CupertinoTintedButton,
} from "../cupertino/button.tsx";
export { CupertinoCheckbox } from "../cupertino/checkbox.tsx";
export { CupertinoListTile } from "../cupertino/list-tile.tsx";
export { CupertinoNavigationBar } from "../cupertino/navigation-bar.tsx";
export { CupertinoRadio } from "../cupertino/radio.tsx";
export {
  CupertinoSegmentedButton,
  CupertinoSlidingSegmentedButton,
} from "../cupertino/segmented-button.tsx";
export { CupertinoSlider } from "../cupertino/slider.tsx";
export { CupertinoSwitch } from "../cupertino/switch.tsx";
export { CupertinoTextField } from "../cupertino/text-field.tsx";

/** Buttons and tiles, bars; what is switched and dragged. */
export const styles = controls + bars + toggles + sliders + drawn;
