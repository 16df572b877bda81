import {
  FlotillaError,
  isForbiddenKey,
  OpCode,
  type Patch,
  type PatchOp,
  type Segment,
} from "@flotilla/protocol";
import { type ControlMap, isControl, isPlainMap } from "../control-map.ts";
import { assignValue } from "./assign-value.ts";
import type { ControlIndex, Place } from "./control-index.ts";
import { type PathTable, readTreeIndex } from "./path-table.ts";

type Container = unknown[] | Record<string, unknown>;

interface Target {
  readonly container: Container;
  readonly place: Place;
}

/** Executes a patch on a control; each path is walked when its operation is executed. Throws at the first operation that does not fit. */
export function applyPatch(index: ControlIndex, root: ControlMap, patch: Patch): void {
  if (!isList(patch)) throw failed("no list of operations");
  const [tree, ...ops] = patch;
  const paths = readTreeIndex(tree);
  for (const op of ops) {
    if (!isList(op)) throw failed("an operation that is no list");
    applyOp(index, root, paths, op);
  }
}

function applyOp(index: ControlIndex, root: ControlMap, paths: PathTable, op: PatchOp): void {
  switch (op[0]) {
    case OpCode.replace:
    case OpCode.add:
      put(index, resolve(root, paths, op[1], op[2]), op[2], op[3], op[0] === OpCode.add);
      break;
    case OpCode.remove: {
      const { container, place } = resolve(root, paths, op[1], op[2]);
      index.unregister(take(container, op[2]));
      index.markChanged(place.parentId, place.property);
      break;
    }
    case OpCode.move: {
      const source = resolve(root, paths, op[1], op[2]);
      const value = take(source.container, op[2]);
      index.markChanged(source.place.parentId, source.place.property);
      if (value === undefined) break;
      const { container, place } = resolve(root, paths, op[3], op[4]);
      if (Array.isArray(container)) container.splice(positionIn(container, op[4]), 0, value);
      else container[nameOf(op[4])] = value;
      index.relocate(value, place);
      index.markChanged(place.parentId, place.property);
      break;
    }
    default:
      throw failed("an unknown operation");
  }
}

function put(
  index: ControlIndex,
  target: Target,
  key: Segment,
  value: unknown,
  isInsert: boolean,
): void {
  const { container, place } = target;
  if (Array.isArray(container)) {
    const position = positionIn(container, key);
    if (isInsert) {
      container.splice(position, 0, value);
      index.register(value, place);
    } else container[position] = assignValue(index, container[position], value, place);
  } else {
    const name = nameOf(key);
    if (isControl(container) && (name === "_i" || name === "_c")) return;
    container[name] = assignValue(index, container[name], value, place);
  }
  index.markChanged(place.parentId, place.property);
}

/** Takes out an item or entry; one that is not there is no error, since the client may have removed it itself. */
function take(container: Container, key: Segment): unknown {
  if (Array.isArray(container)) {
    const position = positionIn(container, key);
    return position < container.length ? container.splice(position, 1)[0] : undefined;
  }
  const name = nameOf(key);
  if (isControl(container) && (name === "_i" || name === "_c")) return undefined;
  const value = Object.hasOwn(container, name) ? container[name] : undefined;
  delete container[name];
  return value;
}

/** A list position; beyond the end means the end, since lists that the client changed itself may be shorter. */
function positionIn(list: readonly unknown[], key: Segment): number {
  const position = typeof key === "string" ? Number(key) : key;
  if (!Number.isInteger(position) || position < 0) throw failed("a list position that is none");
  return Math.min(position, list.length);
}

function nameOf(key: Segment): string {
  const name = String(key);
  if (isForbiddenKey(name)) throw failed("a reserved property name");
  return name;
}

function resolve(root: ControlMap, paths: PathTable, node: number, key: Segment): Target {
  const path = paths.get(node);
  if (path === undefined) throw failed("a container without a number");
  let container: Container = root;
  let place: Place = { parentId: root._i, property: String(key) };
  for (let i = 0; i < path.length; i++) {
    const segment = path[i] as Segment;
    if (isControl(container)) place = { parentId: container._i, property: String(segment) };
    let next = step(container, segment);
    if ((next ?? null) === null && i === path.length - 1 && typeof key === "number") {
      if (Array.isArray(container)) throw failed("a path beyond the end of a list");
      next = container[nameOf(segment)] = []; // an absent list counts as empty
    }
    if (!Array.isArray(next) && !isPlainMap(next)) throw failed("a path that leads nowhere");
    container = next;
  }
  if (isControl(container)) place = { parentId: container._i, property: String(key) };
  return { container, place };
}

function step(container: Container, segment: Segment): unknown {
  if (Array.isArray(container)) return container[positionIn(container, segment)];
  const name = nameOf(segment);
  return Object.hasOwn(container, name) ? container[name] : undefined;
}

/** No type guard, since the types say so already; a host may send something else. */
function isList(value: unknown): boolean {
  return Array.isArray(value);
}

function failed(what: string): FlotillaError {
  return new FlotillaError("PATCH_FAILED", `the patch holds ${what}`);
}
