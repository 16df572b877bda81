// What a page needs only when it stands.
export { watchTooltips } from "../controls/tooltips.ts";
export { answerCall } from "../session/answer-call.ts"; // so that the first call need not wait for it
export { watchWaking } from "../transport/waking.ts";
export { FrameEvents } from "../view/frame-events.ts";
export { watchPage } from "./page-events.ts";
