export { styles } from "../../styles/drag.chunk.css";
export { Dismissible } from "../drag/dismissible.tsx";
export { DragTarget } from "../drag/drag-target.tsx";
export { Draggable } from "../drag/draggable.tsx";
export { ReorderableDragHandle } from "../drag/reorderable-drag-handle.tsx";
export { ReorderableListView } from "../drag/reorderable-list-view.tsx";
