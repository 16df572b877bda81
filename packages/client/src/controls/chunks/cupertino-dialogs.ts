import { styles as sheets } from "../../styles/cupertino-dialogs.chunk.css";
import { styles as menus } from "../../styles/cupertino-menu.chunk.css";
import { styles as modal } from "../../styles/modal.chunk.css";

export { CupertinoActionSheet } from "../cupertino/action-sheet.tsx";
export {
  CupertinoAlertDialog,
  CupertinoDialogAction,
  CupertinoDialogAction as CupertinoActionSheetAction,
} from "../cupertino/alert-dialog.tsx";
export { CupertinoBottomSheet } from "../cupertino/bottom-sheet.tsx";
export { CupertinoContextMenu, CupertinoContextMenuAction } from "../cupertino/context-menu.tsx";

/** Every dialog starts from the same modal box. */
export const styles = modal + sheets + menus;
