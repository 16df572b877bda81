// What a page needs only when it stands.
export { watchTooltips } from "../controls/tooltips.ts";
/** @public So that the first call need not wait for it. */
export { answerCall } from "../session/answer-call.ts";
export { watchTabs } from "../session/watch-tabs.ts";
export { StatusView } from "../status/status-view.tsx";
export { watchWaking } from "../transport/waking.ts";
export { FrameEvents } from "../view/frame-events.ts";
export { watchPage } from "./page-events.ts";
