import { setTimeout as sleep } from "node:timers/promises";
import { decodeExtension } from "@flotilla/protocol";
import * as ft from "../../index.ts";
import { TestClient, type TestInit } from "../../session/testing/test-client.ts";

export const plain = { durability: "async" } as const;

export const numbered = { durability: "async", extension: { ack: 1 } } as const;

/** The names of the parts in a checkpoint. */
export const names = (checkpoint: { readonly parts: object } | undefined) =>
  checkpoint && Object.keys(checkpoint.parts).sort();

/** What the client was told to be applied and kept. */
export function acks(client: TestClient): unknown[] {
  return client.take().flatMap(([action, { packet }]) => {
    if (action !== -1) return [];
    const ack = decodeExtension(packet as Uint8Array);
    return ack?.kind === "ack" ? [[ack.low, ...ack.others]] : [];
  });
}

/** Waits until something holds. */
export async function until(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 20_000;
  while (!holds()) {
    if (performance.now() > deadline) throw new Error("it never came to hold");
    await sleep(5);
  }
}

/** A page with a button for each function. */
export async function open(
  functions: Record<string, (page: ft.Page) => unknown>,
  init: TestInit = plain,
): Promise<{ client: TestClient; click: (name: string, number?: number) => void }> {
  const buttons = new Map<string, ft.Button>();
  const client = new TestClient((page) => {
    for (const [name, onClick] of Object.entries(functions)) {
      buttons.set(name, ft.Button(name, { onClick: () => onClick(page) }));
    }
    page.add(...buttons.values());
  }, init);
  await client.open();
  const click = (name: string, number?: number) => {
    const target = buttons.get(name)?.controlId ?? 0;
    if (number === undefined) client.event(target, "click");
    else client.input(number, 3, { target, name: "click", data: null });
  };
  return { client, click };
}
