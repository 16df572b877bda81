// What a page needs only when it stands.
export { watchTooltips } from "../controls/tooltips.ts";
export { watchWaking } from "../transport/waking.ts";
