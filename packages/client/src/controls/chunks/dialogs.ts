export { styles } from "../../styles/dialogs.chunk.css";
export { AlertDialog } from "../alert-dialog.tsx";
export { Banner } from "../banner.tsx";
export { BottomSheet } from "../bottom-sheet.tsx";
export { SnackBar } from "../snack-bar.tsx";
