import { setImmediate } from "node:timers/promises";
import { expect, test } from "@jest/globals";
import { SharedReads } from "./shared-reads.ts";

test("a crowd shares the read after the one that runs, and sees what changed meanwhile", async () => {
  const disk = new Disk("old");
  const first = disk.ask();
  disk.value = "new";
  const crowd = [disk.ask(), disk.ask(), disk.ask()];
  await disk.finish();
  expect(await first).toBe("old");
  await disk.finish();
  expect(await Promise.all(crowd)).toEqual(["new", "new", "new"]);
  expect(disk.reads).toBe(2);
});

test("what was read is not kept", async () => {
  const disk = new Disk("old");
  const first = disk.ask();
  await disk.finish();
  await first;
  disk.value = "new";
  const second = disk.ask();
  await disk.finish();
  expect(await second).toBe("new");
});

test("a read that fails, fails for those who shared it only", async () => {
  const disk = new Disk("fine");
  const first = disk.ask();
  const second = disk.ask();
  disk.fail();
  await expect(first).rejects.toThrow("disk");
  await disk.finish();
  expect(await second).toBe("fine");
});

test("keys do not wait for each other", async () => {
  const reads = new SharedReads<string>();
  const stuck = reads.read("a", () => new Promise(() => {}));
  expect(await reads.read("b", async () => "b")).toBe("b");
  expect(await Promise.race([stuck, "still stuck"])).toBe("still stuck");
});

/** Takes the value when a read begins, hands it out when it is told to. */
class Disk {
  reads = 0;
  value: string;
  readonly #shared = new SharedReads<string>();
  #open: PromiseWithResolvers<string> | undefined;
  #taken = "";

  constructor(value: string) {
    this.value = value;
  }

  ask(): Promise<string> {
    return this.#shared.read("key", () => {
      this.reads += 1;
      this.#taken = this.value;
      this.#open = Promise.withResolvers();
      return this.#open.promise;
    });
  }

  /** After a turn, in which a read that waited for another has begun. */
  async finish(): Promise<void> {
    await setImmediate();
    this.#open?.resolve(this.#taken);
  }

  fail(): void {
    this.#open?.reject(new Error("disk"));
  }
}
