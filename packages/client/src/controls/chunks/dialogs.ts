import { styles as dialogs } from "../../styles/dialogs.chunk.css";
import { styles as modal } from "../../styles/modal.chunk.css";

export { AlertDialog } from "../alert-dialog.tsx";
export { Banner } from "../banner.tsx";
export { BottomSheet } from "../bottom-sheet.tsx";
export { SnackBar } from "../snack-bar.tsx";

/** Every dialog starts from the same modal box. */
export const styles = modal + dialogs;
