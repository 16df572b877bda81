export { styles } from "../../styles/search.chunk.css";
export { AutoComplete } from "../search/auto-complete.tsx";
export { SearchBar } from "../search/search-bar.tsx";
