import { relative } from "node:path";
import Sequencer from "@jest/test-sequencer";

/** Seconds that suites take, to order them where nobody has measured them yet, as in a fresh clone. */
const known = {
  "test/browser/twins-by-name.test.ts": 238,
  "test/conformance/twins.test.ts": 194,
  "test/browser/samples-axe.test.ts": 182,
  "test/browser/gallery-axe.test.ts": 104,
  "test/faults/fm-07-redis-killed.test.ts": 103,
  "test/acceptance/cluster-recovery.test.ts": 98,
  "test/faults/schedules.test.ts": 96,
  "test/browser/life.test.ts": 94,
  "test/acceptance/chat.test.ts": 81,
  "test/browser/looks.test.ts": 81,
  "test/browser/snapshot.test.ts": 70,
  "test/acceptance/splitter.test.ts": 62,
  "test/faults/fm-12-redis-refuses.test.ts": 52,
  "test/uploads/uploads.test.ts": 51,
  "test/browser/samples.test.ts": 44,
  "test/faults/fm-11-failover.test.ts": 44,
  "test/faults/fm-08-redis-silent.test.ts": 42,
  "test/acceptance/commands.test.ts": 39,
  "test/acceptance/cluster.test.ts": 38,
  "test/worker/hostile-limits.test.ts": 37,
  "test/acceptance/apps.test.ts": 36,
  "test/acceptance/rolling-restart.test.ts": 36,
  "test/acceptance/recovery.test.ts": 35,
  "test/browser/client-bench.test.ts": 35,
  "test/faults/fm-15-slow-clients.test.ts": 35,
  "test/login/login.test.ts": 34,
  "test/browser/waiting.test.ts": 33,
  "packages/cli/src/cli.test.ts": 32,
  "test/acceptance/serve.test.ts": 32,
  "test/browser/client.test.ts": 31,
  "test/login/tokens.test.ts": 30,
  "test/browser/controls-over-pages.test.ts": 29,
  "test/browser/samples-forms.test.ts": 29,
  "test/login/login-recovery.test.ts": 29,
  "services/gateway/src/fuzz.test.ts": 28,
  "test/conformance/layout/layout.test.ts": 28,
  "test/faults/fm-04-drains.test.ts": 28,
  "test/acceptance/seats.test.ts": 27,
  "test/egress/fetch.test.ts": 27,
  "test/faults/deaths.test.ts": 27,
  "test/faults/fm-18-paused-owner.test.ts": 27,
  "test/browser/keyboard.test.ts": 26,
  "test/acceptance/roll-out.test.ts": 25,
  "test/acceptance/socket-io.test.ts": 25,
  "test/browser/dev.test.ts": 24,
  "test/browser/twins.test.ts": 24,
  "packages/cli/src/without-host.test.ts": 23,
  "test/browser/recovery.test.ts": 23,
  "test/faults/fm-10-parted-links.test.ts": 23,
  "test/faults/topics.test.ts": 23,
  "services/gateway/src/routing/waiting.test.ts": 22,
  "services/gateway/src/series.test.ts": 21,
  "services/gateway/src/transport/socket-io-hostile.test.ts": 21,
  "test/acceptance/samples.test.ts": 21,
  "test/browser/client-page.test.ts": 21,
  "test/browser/lost-chunks.test.ts": 21,
  "test/faults/fm-14-clock-jumps.test.ts": 21,
  "test/worker/tiers.test.ts": 20,
  "packages/store/src/redis/redis-store.test.ts": 19,
  "services/gateway/src/session/connection.test.ts": 18,
  "test/acceptance/sessions.test.ts": 18,
  "test/browser/gallery.test.ts": 18,
  "test/tracing/click.test.ts": 18,
  "services/gateway/src/transport/socket-io-life.test.ts": 17,
  "test/browser/restore-breaks.test.ts": 17,
  "test/faults/fm-09-worker-cut-off.test.ts": 17,
  "test/worker/life.test.ts": 17,
  "test/acceptance/tls.test.ts": 16,
  "test/browser/markdown.test.ts": 16,
  "test/browser/restore.test.ts": 16,
  "packages/store/src/redis/redis-outage.test.ts": 15,
  "test/browser/bad-times.test.ts": 15,
  "test/browser/sensors.test.ts": 15,
  "test/browser/app-assets.test.ts": 14,
  "test/browser/restore-places.test.ts": 14,
  "test/worker/failures.test.ts": 14,
  "services/gateway/src/soak.test.ts": 13,
  "test/acceptance/sockets.test.ts": 13,
  "test/deploy/first-visit.test.ts": 13,
  "services/gateway/src/session/session-life.test.ts": 12,
  "test/browser/components.test.ts": 12,
  "test/browser/pictures.test.ts": 12,
  "test/conformance/scenarios/over-socket.test.ts": 12,
  "services/gateway/src/session/store-outage.test.ts": 11,
  "test/browser/hero.test.ts": 11,
  "test/worker/checkpoints.test.ts": 11,
  "packages/cli/src/strangers.test.ts": 10,
  "services/control/src/deploy/drain.test.ts": 10,
  "test/browser/meaning.test.ts": 10,
  "test/browser/menus.test.ts": 10,
  "test/browser/notices.test.ts": 10,
  "test/worker/keeping.test.ts": 10,
  "packages/protocol/src/link/link-random.test.ts": 9,
  "services/gateway/src/session/recovery.test.ts": 9,
  "test/browser/details.test.ts": 9,
  "test/worker/hand-over.test.ts": 9,
  "services/gateway/src/routing/worker-client.test.ts": 8,
  "services/gateway/src/transport/handshake.test.ts": 8,
  "test/acceptance/close-reasons.test.ts": 8,
  "test/browser/dragging.test.ts": 8,
  "test/browser/panels.test.ts": 8,
  "test/browser/pickers.test.ts": 8,
  "services/control/src/control-store.test.ts": 7,
  "services/gateway/src/transport/socket-io-fuzz.test.ts": 7,
  "test/browser/details-motion.test.ts": 7,
  "test/conformance/flet-values.test.ts": 7,
  "test/login/native-login.test.ts": 7,
  "packages/client/src/transport/connection.test.ts": 6,
  "services/control/src/build/install-dependencies.test.ts": 6,
  "services/control/src/deploy/deploy.test.ts": 6,
  "test/browser/wheels-and-shapes.test.ts": 6,
  "test/worker/process-settings.test.ts": 6,
  "packages/cli/src/serve-and-dev.test.ts": 5,
  "services/control/src/deploy/crash.test.ts": 5,
  "services/gateway/src/session/expiry.test.ts": 5,
  "test/browser/controls.test.ts": 5,
  "test/browser/details-images.test.ts": 5,
  "test/login/cluster-login.test.ts": 5,
  "test/worker/roll-out.test.ts": 5,
};

/** They keep a processor busy, with a browser above all; the others wait for processes most of their time. */
const busy = /^test\/(browser|conformance)\//;

/** The longest suites begin first, so that none of them runs alone in the end, and those that are busy beside those that wait. */
export default class LongestFirst extends Sequencer {
  sort(tests) {
    const kinds = Map.groupBy(tests, (test) => busy.test(pathOf(test)));
    const places = new Map([...kinds.values()].flatMap((kind) => this.#placesOf(kind)));
    return tests.toSorted((one, other) => places.get(one) - places.get(other));
  }

  /** How much of the time that a kind takes has passed when each of its suites begins. */
  #placesOf(kind) {
    const seconds = new Map(kind.map((test) => [test, this.#secondsOf(test)]));
    const whole = seconds.values().reduce((sum, each) => sum + each, 0);
    let before = 0;
    return kind
      .toSorted((one, other) => seconds.get(other) - seconds.get(one))
      .map((test) => {
        const place = before / whole;
        before += seconds.get(test);
        return [test, place];
      });
  }

  #secondsOf(test) {
    const measured = this.time(test);
    if (measured !== undefined) return measured / 1_000;
    const path = pathOf(test);
    return known[path] ?? (path.startsWith("test/") ? 10 : 1);
  }
}

function pathOf(test) {
  return relative(test.context.config.rootDir, test.path);
}
