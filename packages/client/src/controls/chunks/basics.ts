export { styles } from "../../styles/basics.chunk.css";
export { Card } from "../card.tsx";
export { Chip } from "../chip.tsx";
export { CircleAvatar } from "../circle-avatar.tsx";
export { Divider, VerticalDivider } from "../divider.tsx";
export { ExpansionTile } from "../expansion-tile.tsx";
export { Image } from "../image.tsx";
export { ListTile } from "../list-tile.tsx";
