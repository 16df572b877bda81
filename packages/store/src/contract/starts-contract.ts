import { describe, expect, test } from "@jest/globals";
import type { StartBounds, StartWish } from "../starts.ts";
import type { StoreFactory } from "./open-store.ts";
import { leaseMs, process } from "./process-fixtures.ts";

const any = Number.POSITIVE_INFINITY;
const open: StartBounds = {
  starts: any,
  releaseProcesses: any,
  appProcesses: any,
  teamProcesses: any,
};

/** The rules of {@link Starts} that every driver keeps. */
export function startsContract(name: string, openStore: StoreFactory): void {
  describe(`starts (${name})`, () => {
    test("[ST1] many who start an app at once never start more than it may have", async () => {
      await using opened = await openStore();
      const { starts, processes } = opened.store;
      await processes.register(process("p1"), leaseMs);
      const grants = await Promise.all(
        Array.from({ length: 20 }, (_, i) =>
          starts.begin(wish(`s${i}`), { ...open, appProcesses: 4 }, leaseMs),
        ),
      );
      expect(grants.filter((grant) => grant === "go")).toHaveLength(3);
      expect(grants.filter((grant) => grant === "app_full")).toHaveLength(17);
    });

    test("[ST2] a release gets only as many starts at once, and processes, as are wanted", async () => {
      await using opened = await openStore();
      const { starts, processes } = opened.store;
      const one = { ...open, starts: 1 };
      expect(await starts.begin(wish("a"), one, leaseMs)).toBe("go");
      expect(await starts.begin(wish("b"), one, leaseMs)).toBe("enough");
      expect(await starts.begin({ ...wish("c"), release: "r2" }, one, leaseMs)).toBe("go");
      await starts.end(wish("a"));
      expect(await starts.begin(wish("b"), one, leaseMs)).toBe("go");
      await starts.end(wish("b"));
      await processes.register(process("p1"), leaseMs);
      const two = { ...open, releaseProcesses: 2 };
      expect(await starts.begin(wish("d"), two, leaseMs)).toBe("go");
      expect(await starts.begin(wish("e"), two, leaseMs)).toBe("enough");
    });

    test("[ST3] all apps of a team count together, those of others do not", async () => {
      await using opened = await openStore();
      const { starts, processes } = opened.store;
      const three = { ...open, teamProcesses: 3 };
      await processes.register(process("p1", { app: "other" }), leaseMs);
      await processes.register(process("p2", { team: "u" }), leaseMs);
      expect(await starts.begin({ ...wish("a"), app: "third" }, three, leaseMs)).toBe("go");
      expect(await starts.begin({ ...wish("x"), team: "u" }, three, leaseMs)).toBe("go");
      expect(await starts.begin(wish("b"), three, leaseMs)).toBe("go");
      expect(await starts.begin(wish("c"), three, leaseMs)).toBe("team_full");
    });

    test("[ST4] what drains or is gone does not count, what is taken does", async () => {
      await using opened = await openStore();
      const { starts, processes } = opened.store;
      const two = { ...open, appProcesses: 2, teamProcesses: 2 };
      await processes.register(process("p1", { state: "draining" }), leaseMs);
      await processes.register(process("p2"), leaseMs);
      await processes.register(process("p3", { state: "taken" }), leaseMs);
      expect(await starts.begin(wish("a"), two, leaseMs)).toBe("app_full");
      await processes.remove("p2");
      expect(await starts.begin(wish("a"), two, leaseMs)).toBe("go");
    });

    test("[ST5] a start that nobody ends is forgotten with its lease", async () => {
      await using opened = await openStore();
      const { starts } = opened.store;
      const one = { ...open, appProcesses: 1 };
      expect(await starts.begin(wish("a"), one, leaseMs)).toBe("go");
      opened.clock.advance(leaseMs - 1);
      expect(await starts.begin(wish("b"), one, leaseMs)).toBe("app_full");
      opened.clock.advance(1);
      expect(await starts.begin(wish("b"), one, leaseMs)).toBe("go");
      await starts.end(wish("a"));
      expect(await starts.begin(wish("c"), one, leaseMs)).toBe("app_full");
    });

    test("[ST6] a start that is prolonged is not forgotten, a forgotten one stays so", async () => {
      await using opened = await openStore();
      const { starts } = opened.store;
      const one = { ...open, appProcesses: 1 };
      expect(await starts.begin(wish("a"), one, leaseMs)).toBe("go");
      opened.clock.advance(leaseMs - 1);
      await starts.prolong(wish("a"), leaseMs);
      opened.clock.advance(leaseMs - 1);
      expect(await starts.begin(wish("b"), one, leaseMs)).toBe("app_full");
      await starts.end(wish("a"));
      await starts.prolong(wish("a"), leaseMs);
      expect(await starts.begin(wish("b"), one, leaseMs)).toBe("go");
    });
  });
}

function wish(id: string): StartWish {
  return { id, team: "t", app: "counter", release: "r1" };
}
