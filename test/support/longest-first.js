import { relative } from "node:path";
import Sequencer from "@jest/test-sequencer";

/** Seconds that suites take, to order them where nobody has measured them yet, as in a fresh clone. */
const known = {
  "test/browser/twins-by-name.test.ts": 185,
  "test/browser/looks.test.ts": 150,
  "test/conformance/twins.test.ts": 119,
  "test/faults/schedules.test.ts": 109,
  "test/browser/gallery-axe.test.ts": 85,
  "test/faults/fm-12-redis-refuses.test.ts": 81,
  "test/browser/samples-axe.test.ts": 76,
  "packages/cli/src/cli.test.ts": 65,
  "test/browser/life.test.ts": 62,
  "test/acceptance/chat.test.ts": 60,
  "test/acceptance/cluster-recovery.test.ts": 60,
  "services/gateway/src/fuzz.test.ts": 58,
  "test/faults/fm-07-redis-killed.test.ts": 53,
  "test/faults/fm-11-failover.test.ts": 51,
  "test/acceptance/splitter.test.ts": 46,
  "test/acceptance/rolling-restart.test.ts": 45,
  "test/browser/snapshot.test.ts": 44,
  "test/acceptance/roll-out.test.ts": 39,
  "test/browser/client.test.ts": 39,
  "test/login/login.test.ts": 39,
  "test/browser/client-bench.test.ts": 37,
  "test/faults/fm-15-slow-clients.test.ts": 35,
  "test/uploads/uploads.test.ts": 35,
  "test/acceptance/commands.test.ts": 34,
  "test/browser/client-page.test.ts": 32,
  "test/login/tokens.test.ts": 32,
  "test/login/login-recovery.test.ts": 31,
  "test/egress/fetch.test.ts": 30,
  "test/faults/deaths.test.ts": 30,
  "test/browser/sensors.test.ts": 29,
  "test/faults/fm-10-parted-links.test.ts": 29,
  "test/browser/samples.test.ts": 27,
  "test/acceptance/apps.test.ts": 26,
  "test/acceptance/serve.test.ts": 26,
  "test/browser/samples-forms.test.ts": 26,
  "test/faults/fm-18-paused-owner.test.ts": 26,
  "services/gateway/src/soak.test.ts": 25,
  "test/browser/restore-places.test.ts": 25,
  "test/browser/twins.test.ts": 25,
  "test/acceptance/cluster.test.ts": 24,
  "test/acceptance/recovery.test.ts": 24,
  "test/browser/waiting.test.ts": 24,
  "test/worker/hostile-limits.test.ts": 24,
  "test/acceptance/seats.test.ts": 23,
  "test/browser/markdown.test.ts": 22,
  "test/faults/topics.test.ts": 22,
  "test/browser/keyboard.test.ts": 21,
  "test/browser/restore-breaks.test.ts": 21,
  "test/faults/fm-08-redis-silent.test.ts": 20,
  "test/faults/fm-14-clock-jumps.test.ts": 20,
};
/** The longest suites begin first: none of them runs alone in the end. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const seconds = new Map(tests.map((test) => [test, this.#secondsOf(test)]));
    return tests.toSorted((one, other) => seconds.get(other) - seconds.get(one));
  }

  #secondsOf(test) {
    const measured = this.time(test);
    if (measured !== undefined) return measured / 1_000;
    const path = relative(test.context.config.rootDir, test.path);
    return known[path] ?? (path.startsWith("test/") ? 10 : 1);
  }
}
