import { crashed } from "../support/cluster-parts/cluster-node.ts";
import type { Effect } from "./clicks-app.ts";
import type { HistoryEvent } from "./history.ts";

/** A rule that was broken. */
export interface Violation {
  readonly rule: string;
  readonly session: string;
  readonly text: string;
}

/** What a run left behind for the checker. */
export interface Evidence {
  readonly events: readonly HistoryEvent[];
  readonly effects: readonly Effect[];
}

type EventOf<T extends HistoryEvent["type"]> = Extract<HistoryEvent, { type: T }>;

/** An owner that stood still may act until it notices; one that did not has no such time. */
const awakeMs = 1_500;
const slackMs = 60;

const standingStill = /^(pause|partition|freeze|redis)/;

/** Everything in a run that no run may show. */
export function checkHistory({ events, effects }: Evidence): readonly Violation[] {
  const found: Violation[] = [];
  const of = <T extends HistoryEvent["type"]>(type: T) =>
    events.filter((event): event is EventOf<T> => event.type === type);
  const isLossy = of("fault").some(({ lossy }) => lossy === true);
  const sessions = new Set(of("opened").map(({ session }) => session));
  for (const session of sessions) {
    const mine = <T extends { readonly session?: string }>(all: readonly T[]) =>
      all.filter((each) => each.session === session);
    const told = (rule: string, text: string): void => {
      found.push({ rule, session, text });
    };
    checkShown(mine(of("shown")), mine(of("acked")), isLossy, told);
    checkFence(mine(of("step")), isLossy, told);
    checkRuns(mine(effects), mine(of("step")), told);
    checkOwners(mine(effects), mine(of("step")), of("fault"), told);
    checkLife(mine(effects), told);
    for (const { text } of mine(of("broken"))) told("page", text);
  }
  for (const { node, line } of of("log"))
    if (line.startsWith(crashed))
      found.push({ rule: "crash", session: "", text: `${node}: ${line}` });
  if (!isLossy) checkLost(of("opened"), of("closed"), of("fault"), found);
  return found;
}

type Tell = (rule: string, text: string) => void;

/** Each click once, in order; what was acknowledged is never gone again. */
function checkShown(
  shown: readonly EventOf<"shown">[],
  acked: readonly EventOf<"acked">[],
  isLossy: boolean,
  tell: Tell,
): void {
  for (const { at, seen, by } of shown) {
    const clicks = seen === "" ? [] : seen.split(",").map(Number);
    const isOrdered = isLossy
      ? clicks.every((n, index) => index === 0 || n > (clicks[index - 1] ?? 0))
      : clicks.every((n, index) => n === index + 1);
    if (!isOrdered) tell("order", `${by} shows ${seen}`);
    if (isLossy) continue;
    const last = clicks.at(-1) ?? 0;
    const sure = Math.max(0, ...acked.filter((ack) => ack.at < at).map(({ n }) => n));
    if (last < sure) tell("lost", `${by} shows ${last} clicks after ${sure} were acknowledged`);
  }
}

/** Nothing is written under an older fence after a newer one was given out. */
function checkFence(steps: readonly EventOf<"step">[], isLossy: boolean, tell: Tell): void {
  const claims = steps.filter(({ op, outcome }) => op === "claim" && outcome === "record");
  for (const write of steps) {
    if (write.op !== "checkpoint" || write.outcome !== "stored") continue;
    const newer = claims.find(
      ({ ended, nowEpoch }) => ended < write.began && nowEpoch > write.epoch,
    );
    if (newer === undefined || isLossy) continue;
    tell(
      "fence",
      `${write.node} stored under epoch ${write.epoch} after ${newer.nowEpoch} was claimed`,
    );
  }
  const given = new Map<number, string>();
  for (const { nowEpoch, nowClaimId } of claims) {
    const other = given.get(nowEpoch);
    given.set(nowEpoch, nowClaimId);
    if (other !== undefined && other !== nowClaimId && !isLossy)
      tell("epoch", `epoch ${nowEpoch} was given to two claims`);
  }
}

/** `main` runs at most once for each claim. */
function checkRuns(
  effects: readonly Effect[],
  steps: readonly EventOf<"step">[],
  tell: Tell,
): void {
  const owned = steps.filter(
    ({ op, outcome }) => (op === "claim" || op === "create") && outcome === "record",
  );
  for (const process of new Set(effects.map((effect) => effect.process))) {
    const runs = effects.filter((each) => each.process === process && each.type === "main").length;
    const claims = owned.filter(({ processId }) => processId === process).length;
    const unsure = steps.filter(({ op, outcome }) => op === "claim" && outcome === "failed").length;
    if (runs > claims + unsure)
      tell("main", `${process} ran main ${runs} times for ${claims} claims`);
  }
}

/** Of all processes only the one acts that was claimed last. */
function checkOwners(
  effects: readonly Effect[],
  steps: readonly EventOf<"step">[],
  faults: readonly EventOf<"fault">[],
  tell: Tell,
): void {
  const claims = steps.filter(({ op, outcome }) => op === "claim" && outcome === "record");
  for (const { at, type, process, n } of effects) {
    if (type !== "click") continue;
    const since = claims.findLast(({ processId, ended }) => processId === process && ended <= at);
    const next = claims.find(
      ({ ended, processId, nowEpoch }) =>
        ended + slackMs < at && processId !== process && nowEpoch > (since?.nowEpoch ?? 1),
    );
    if (next === undefined) continue;
    const stood = faults.some(
      (fault) => standingStill.test(fault.name) && at - fault.at < awakeMs + 4_000,
    );
    if (stood) continue;
    const late = Math.round(at - next.ended);
    tell("owner", `${process} took click ${n} ${late} ms after ${next.processId} had claimed`);
  }
}

/** A run begins with `main`; its client goes and comes in turn; it is closed once, at its end. */
function checkLife(effects: readonly Effect[], tell: Tell): void {
  const closes = effects.filter(({ type }) => type === "close").length;
  if (closes > 1) tell("life", `closed ${closes} times`);
  const runs = Map.groupBy(effects, ({ process, run }) => `${process}/${run}`);
  for (const [name, all] of runs) {
    const life = all.map(({ type }) => type).filter((type) => type !== "click");
    const text = life
      .map(
        (type) =>
          ({ boot: "", main: "m", connect: "+", disconnect: "-", close: "x", click: "" })[type],
      )
      .join("");
    if (!/^m(-\+)*-?x?$/.test(text)) tell("life", `${name}: ${life.join(", ")}`);
  }
}

/** A session that its visitor does not get back has ended for a reason that was told. */
function checkLost(
  opened: readonly EventOf<"opened">[],
  closed: readonly EventOf<"closed">[],
  faults: readonly EventOf<"fault">[],
  found: Violation[],
): void {
  for (const { visitor, session, asked, at } of opened) {
    if (asked === "" || session === asked) continue;
    const reasons = closed.filter((each) => each.visitor === visitor && each.at < at);
    if (reasons.some(({ code }) => code === 1011)) continue;
    if (faults.some((fault) => fault.name === "second tab" && fault.target === asked)) continue;
    const text = `its visitor ${visitor} was given ${session}; closed before: ${reasons.map(({ code, reason }) => `${code} ${reason}`).join("; ")}`;
    found.push({ rule: "ended", session: asked, text });
  }
}
