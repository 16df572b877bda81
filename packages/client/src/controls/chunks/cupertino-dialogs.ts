import { styles as sheets } from "../../styles/cupertino-dialogs.chunk.css";
import { styles as modal } from "../../styles/modal.chunk.css";

export { CupertinoActionSheet } from "../cupertino/action-sheet.tsx";
export {
  CupertinoAlertDialog,
  CupertinoDialogAction,
  CupertinoDialogAction as CupertinoActionSheetAction,
} from "../cupertino/alert-dialog.tsx";
export { CupertinoBottomSheet } from "../cupertino/bottom-sheet.tsx";

/** Every dialog starts from the same modal box. */
export const styles = modal + sheets;
