import type { AppMessage, WorkerMessage } from "@flotilla/protocol";
import type { AppProcessHooks } from "./app-process-hooks.ts";
import type { CheckpointWriter } from "./checkpoint-writer.ts";
import { letGo } from "./let-go.ts";
import type { OverSessions } from "./over-sessions.ts";

/** What an app process tells of its own life: its owner's affair. */
export type LifeMessage = Extract<
  AppMessage,
  { type: "hello" | "ready" | "failed" | "pong" | "sessions" }
>;

/** Where what a process tells goes on to. */
export interface Onward {
  readonly hooks: AppProcessHooks;
  readonly checkpoints: CheckpointWriter;
  readonly over: OverSessions;
  /** Answers the process. */
  readonly send: (message: WorkerMessage) => void;
}

/** Passes on what an app process tells of its sessions and asks for them. */
export function passOn(
  message: Exclude<AppMessage, LifeMessage>,
  { hooks, checkpoints, over, send }: Onward,
): void {
  switch (message.type) {
    case "publish":
      hooks.onPublish(message);
      return;
    case "page":
      hooks.onPage(message);
      return;
    case "span":
      hooks.traces?.told(message);
      return;
    case "checkpoint":
      hooks.traces?.took(message);
      checkpoints.take(message);
      return;
    case "crashed":
      hooks.onHandlerFailed();
      return;
    case "leave":
      void letGo(message, checkpoints, hooks.onLeave).then((outcome) =>
        send({ type: "left", session: message.session, outcome }),
      );
      return;
    case "over":
      over.add({ id: message.session, epoch: message.epoch });
      return;
    case "stays":
      hooks.onStays(message.session, message.why);
      return;
    case "request":
    case "login":
      void hooks.onErrand(message).then(send);
      return;
  }
}
