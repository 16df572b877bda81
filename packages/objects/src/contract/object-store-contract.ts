import { describe, expect, test } from "@jest/globals";
import type { ObjectStore } from "../object-store.ts";

/** A store that one test opens for itself. */
export interface OpenObjects extends AsyncDisposable {
  readonly objects: ObjectStore;
}

const text = (value: string) => new TextEncoder().encode(value);

/** What every driver of the port promises. */
export function objectStoreContract(driver: string, open: () => Promise<OpenObjects>): void {
  describe(`object store: ${driver}`, () => {
    test("[OB1] what was put is what is got, with its version", async () => {
      await using opened = await open();
      const { etag } = await opened.objects.put("a/b.json", text("one"));

      const found = await opened.objects.get("a/b.json");

      expect(found?.etag).toBe(etag);
      expect(new TextDecoder().decode(found?.body)).toBe("one");
    });

    test("[OB2] what is not there is undefined, and removing it is no error", async () => {
      await using opened = await open();

      expect(await opened.objects.get("a")).toBeUndefined();
      expect(await opened.objects.stream("a")).toBeUndefined();
      await opened.objects.delete("a");
    });

    test("[OB3] a create-only write is refused when the object exists", async () => {
      await using opened = await open();
      await opened.objects.put("a", text("one"), { ifNoneMatch: "*" });

      await expect(
        opened.objects.put("a", text("two"), { ifNoneMatch: "*" }),
      ).rejects.toMatchObject({ code: "CONFLICT" });
      expect(new TextDecoder().decode((await opened.objects.get("a"))?.body)).toBe("one");
    });

    test("[OB4] a write for an older version is refused", async () => {
      await using opened = await open();
      const first = await opened.objects.put("a", text("one"));
      await opened.objects.put("a", text("two"), { ifMatch: first.etag });

      await expect(
        opened.objects.put("a", text("three"), { ifMatch: first.etag }),
      ).rejects.toMatchObject({ code: "CONFLICT" });
      await expect(
        opened.objects.put("gone", text("three"), { ifMatch: first.etag }),
      ).rejects.toMatchObject({ code: "CONFLICT" });
    });

    test("[OB5] of many writers with the same condition one wins", async () => {
      await using opened = await open();
      const { etag } = await opened.objects.put("a", text("zero"));

      const results = await Promise.allSettled(
        Array.from({ length: 12 }, (_, index) =>
          opened.objects.put("a", text(`writer ${index}`), { ifMatch: etag }),
        ),
      );

      const winner = results.findIndex((result) => result.status === "fulfilled");
      expect(results.filter((result) => result.status === "fulfilled")).toHaveLength(1);
      expect(new TextDecoder().decode((await opened.objects.get("a"))?.body)).toBe(
        `writer ${winner}`,
      );
    });

    test("[OB6] a body that fails half way leaves the old object", async () => {
      await using opened = await open();
      await opened.objects.put("a", text("one"));

      await expect(opened.objects.put("a", failing())).rejects.toThrow("the line went dead");
      await expect(opened.objects.put("b", failing())).rejects.toThrow("the line went dead");

      expect(new TextDecoder().decode((await opened.objects.get("a"))?.body)).toBe("one");
      expect(await opened.objects.get("b")).toBeUndefined();
    });

    test("[OB7] a body of chunks is stored whole and streamed back with its size", async () => {
      await using opened = await open();
      await opened.objects.put("a", chunks(50, 10_000));

      const found = await opened.objects.stream("a");

      let size = 0;
      for await (const chunk of found?.body ?? []) size += (chunk as Uint8Array).byteLength;
      expect([found?.size, size]).toEqual([500_000, 500_000]);
    });

    test("[OB8] a listing has the keys of the prefix, in order", async () => {
      await using opened = await open();
      for (const key of ["b/2", "b/10", "a/1", "b/c/d", "bb/1"]) {
        await opened.objects.put(key, text(key));
      }

      const listed = async (prefix: string) => {
        const keys: string[] = [];
        for await (const entry of opened.objects.list(prefix)) keys.push(entry.key);
        return keys;
      };
      expect(await listed("b/")).toEqual(["b/10", "b/2", "b/c/d"]);
      expect(await listed("b")).toEqual(["b/10", "b/2", "b/c/d", "bb/1"]);
      expect(await listed("b/1")).toEqual(["b/10"]);
      expect(await listed("z/")).toEqual([]);
      expect(await listed("")).toHaveLength(5);
    });

    test("[OB9] the folders below a name are told without their content", async () => {
      await using opened = await open();
      for (const key of ["t/a/x", "t/b/y/z", "t/file", "u/c/x"]) {
        await opened.objects.put(key, text(key));
      }

      expect(await opened.objects.folders("t")).toEqual(["a", "b"]);
      expect(await opened.objects.folders("none")).toEqual([]);
    });

    test.each([
      "../a",
      "a/../b",
      "/a",
      "a//b",
      "a/",
      "",
      "a\\b",
      "a\0",
      ".",
      "a b",
      "x".repeat(201),
    ])("[OB10] the key %j is refused", async (key) => {
      await using opened = await open();

      await expect(opened.objects.put(key, text("x"))).rejects.toThrow("object key");
      await expect(opened.objects.get(key)).rejects.toThrow("object key");
      await expect(opened.objects.delete(key)).rejects.toThrow("object key");
    });
  });
}

async function* failing(): AsyncIterable<Uint8Array> {
  yield text("half");
  throw new Error("the line went dead");
}

async function* chunks(count: number, size: number): AsyncIterable<Uint8Array> {
  for (let index = 0; index < count; index += 1) yield new Uint8Array(size).fill(index);
}
