export { styles } from "../../styles/basics.chunk.css";
export { Card } from "../card.tsx";
export { CircleAvatar } from "../circle-avatar.tsx";
export { Divider, VerticalDivider } from "../divider.tsx";
export { Image } from "../image.tsx";
export { ListTile } from "../list-tile.tsx";
