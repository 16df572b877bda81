import { type InvokeReply, type InvokeRequest, messageOf } from "@flotilla/protocol";
import type { ControlMap } from "../view/control-map.ts";
import type { MethodTable } from "./method-table.ts";

const defaultTimeoutSeconds = 10;

/** Answers one call of the app; never rejects, as an unanswered call would wait for ever. */
export async function answerCall(table: MethodTable, request: InvokeRequest): Promise<InvokeReply> {
  const { control_id, call_id } = request;
  try {
    return { control_id, call_id, result: (await call(table, request)) ?? null, error: null };
  } catch (error) {
    return { control_id, call_id, result: null, error: errorText(error) };
  }
}

async function call(
  table: MethodTable,
  { control_id: id, name, args, timeout }: InvokeRequest,
): Promise<unknown> {
  const control = table.controlOf(id);
  if (!control) throw new Error(`Calling ${name} method of inexistent control: ${id}`);
  if (!table.isOffered(id)) {
    await arrival(table, control, name, timeout ?? defaultTimeoutSeconds);
  }
  const refusal = table.refusalOf(id);
  if (refusal !== undefined) throw new Error(refusal);
  const method = table.find(id, name);
  if (!method) throw new Error(`Exception: Unknown ${control._c} method: ${name}`);
  return method(args ?? {});
}

/** Waits until the control is mounted and takes calls. */
function arrival(
  table: MethodTable,
  control: ControlMap,
  name: string,
  seconds: number,
): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  const timer = setTimeout(() => {
    forget();
    reject(
      new Error(
        `TimeoutException after ${durationText(seconds)}: Timeout waiting for invoke method listener for ${control._c}(${control._i}).${name}`,
      ),
    );
  }, seconds * 1000);
  const forget = table.onArrival(control._i, () => {
    clearTimeout(timer);
    forget();
    resolve();
  });
  return promise;
}

function durationText(seconds: number): string {
  const two = (value: number) => String(Math.floor(value)).padStart(2, "0");
  const fraction = (seconds % 1).toFixed(6).slice(1);
  return `${Math.floor(seconds / 3600)}:${two((seconds / 60) % 60)}:${two(seconds % 60)}${fraction}`;
}

function errorText(error: unknown): string {
  if (error instanceof DOMException) return `${error.name}, ${error.message}`;
  return messageOf(error);
}
