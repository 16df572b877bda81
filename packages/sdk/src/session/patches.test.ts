import { decode, type Patch } from "@flotilla/protocol";
import { ControlTree } from "@flotilla/tree";
import { expect, test } from "@jest/globals";
import { tableOf } from "../core/class-table.ts";
import * as ft from "../index.ts";
import { PubSubHub } from "../pubsub/pubsub-hub.ts";
import { AppSession } from "./app-session.ts";
import { IdCounter } from "./id-counter.ts";

const classes: Record<string, object> = {
  Text: ft.Text,
  Column: ft.Column,
  Row: ft.Row,
  Container: ft.Container,
  View: ft.View,
  Page: ft.Page,
  Button: ft.Button,
  TextSpan: ft.TextSpan,
};

/** A client that follows every patch, and what the host says the page is when the client comes back. */
async function openApp() {
  let tree = new ControlTree();
  let reply: Record<string, unknown> = {};
  const crashes: unknown[] = [];
  const failures: unknown[] = [];
  const connection = {
    send(packet: Uint8Array) {
      const [action, body] = decode(packet, { keys: "any" }, 1) as [
        number,
        Record<string, unknown>,
      ];
      if (action === 1) reply = body.page_patch as Record<string, unknown>;
      else if (action === 2) {
        const { failure } = tree.apply(body.id as number, body.patch as Patch) as {
          failure?: unknown;
        };
        if (failure) failures.push(failure);
      }
    },
    end() {},
  };
  const session = new AppSession({
    id: "s".repeat(22),
    app: { main() {}, options: {} },
    hub: new PubSubHub(),
    ids: new IdCounter(),
    hooks: { publish() {}, log() {}, crashed: (error) => crashes.push(error) },
  });
  const client = { ip: "", userAgent: "", pageUrl: "ws://host/app", pageName: "app" };
  await session.open({ route: "/", web: true }, client, connection);
  tree = new ControlTree();
  tree.merge(reply);
  return {
    page: session.page,
    crashes,
    failures,
    clientPage: () => tree.page,
    async hostPage() {
      await session.detach("closed");
      await session.attach({ route: "/", web: true }, client, connection);
      return reply;
    },
  };
}

/** Where a client's tree differs from the page, properties at their defaults aside. */
function differences(client: unknown, host: unknown, at = "page"): string[] {
  if (isMap(client) && isMap(host)) {
    const keys = new Set([...Object.keys(client), ...Object.keys(host)]);
    return [...keys].flatMap((key) => {
      if (!(key in host) && isDefault(client, key)) return [];
      if ((client[key] ?? null) === null && isEmptyList(host[key])) return [];
      return differences(client[key], host[key], `${at}.${key}`);
    });
  }
  if (Array.isArray(client) && Array.isArray(host) && client.length === host.length) {
    return client.flatMap((item, i) => differences(item, host[i], `${at}[${i}]`));
  }
  return Object.is(client, host)
    ? []
    : [`${at}: ${JSON.stringify(client)} / ${JSON.stringify(host)}`];
}

/** A list that was null counts as empty, so an empty one is not sent for it. */
function isEmptyList(value: unknown): boolean {
  return Array.isArray(value) && value.length === 0;
}

function isDefault(map: Record<string, unknown>, key: string): boolean {
  const value = map[key];
  if (value === null || value === undefined) return true;
  if (typeof value === "object") return Object.keys(value).length === 0;
  const cls = classes[String(map._c)];
  const preset = cls && tableOf(cls).propertiesByWire.get(key)?.default;
  return key.startsWith("on_") ? value === false : value === (preset ?? value);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Numbers below a limit, the same ones for the same seed. */
function numbers(seed: number): (below: number) => number {
  let state = seed * 2654435761 + 1;
  return (below) => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 0x9e3779b9) | 0;
    return ((state >>> 4) & 0xffffff) % below;
  };
}

class Author {
  readonly #pick: (below: number) => number;
  readonly #page: ft.Page;
  readonly #all: ft.Control[] = [];
  readonly #spare: ft.Control[] = [];
  readonly #shared = ft.TextStyle({ size: 1 });

  constructor(page: ft.Page, seed: number) {
    this.#page = page;
    this.#pick = numbers(seed);
  }

  act(): void {
    const lists = this.#all.filter((c) => c instanceof ft.Column || c instanceof ft.Row);
    const list =
      lists[this.#pick(lists.length || 1)]?.controls ?? (this.#page.controls as ft.Control[]);
    const some = this.#all[this.#pick(this.#all.length || 1)];
    const at = this.#pick(list.length + 1);
    switch (this.#pick(17)) {
      case 0:
        if (some instanceof ft.Text) some.value = `v${this.#pick(5)}`;
        break;
      case 1:
        list.splice(at, 0, this.#fresh(2));
        break;
      case 2:
        this.#spare.push(...list.splice(at, this.#pick(3)));
        break;
      case 3:
        list.reverse();
        break;
      case 4: {
        const [item] = list.splice(at, 1);
        if (item) this.#page.controls.push(item);
        break;
      }
      case 5:
        if (some instanceof ft.Container) some.content = this.#pick(3) ? this.#fresh(1) : null;
        break;
      case 6:
        if (some instanceof ft.Text && some.style) some.style.size = this.#pick(40);
        break;
      case 7:
        if (some instanceof ft.Text) some.style = this.#pick(3) ? ft.TextStyle({ size: 3 }) : null;
        break;
      case 8:
        if (some instanceof ft.Container) this.#changeMap(some);
        break;
      case 9:
        this.#rebuild();
        break;
      case 10:
        if (this.#spare.length > 0) list.push(...this.#spare.splice(0, 1));
        break;
      case 11:
        if (some instanceof ft.Button) some.onClick = this.#pick(2) ? () => {} : null;
        break;
      case 12:
        list.sort((a, b) => a.controlId - b.controlId);
        break;
      case 13:
        if (some instanceof ft.Container) this.#changeGradient(some);
        break;
      case 14:
        if (some instanceof ft.Text) this.#changeSpans(some);
        break;
      case 15:
        if (some instanceof ft.Text) some.style = this.#shared;
        else this.#shared.size = this.#pick(50);
        break;
      default:
        if (some !== undefined && this.#isOnPage(some)) some.update();
    }
    if (this.#pick(4) === 0) this.#page.update();
  }

  #fresh(depth: number): ft.Control {
    const control = this.#make(depth);
    this.#all.push(control);
    return control;
  }

  #make(depth: number): ft.Control {
    const n = this.#pick(depth > 0 ? 6 : 2);
    const children = () => Array.from({ length: this.#pick(4) }, () => this.#fresh(depth - 1));
    if (n === 0) return ft.Text(`t${this.#pick(9)}`);
    if (n === 1) return ft.Button("b");
    if (n === 2) return ft.Column(children());
    if (n === 3) return ft.Row(children(), { key: `row ${this.#all.length}` });
    return ft.Container(this.#pick(2) ? this.#fresh(depth - 1) : null, { col: { xs: 3 } });
  }

  /** The keyed texts at the end of the page, as new objects in a new order. */
  #rebuild(): void {
    const { controls } = this.#page;
    const rest = controls.filter((control) => !String(control.key).startsWith("k"));
    const keyed = Array.from({ length: this.#pick(5) }, (_, i) => i).filter(
      () => this.#pick(3) > 0,
    );
    if (this.#pick(2)) keyed.reverse();
    const fresh = keyed.map((i) => {
      const text = ft.Text(`k${this.#pick(3)}`);
      this.#all.push(text);
      return this.#pick(4)
        ? ft.Column([text], { key: `k${i}` })
        : ft.Text(`plain ${this.#pick(3)}`, { key: `k${i}` });
    });
    this.#page.controls = [...rest, ...fresh];
  }

  #changeMap(container: ft.Container): void {
    const { col } = container;
    if (!isMap(col)) container.col = { md: 4 };
    else if (this.#pick(3) === 0) delete col.xs;
    else Reflect.set(col, ["xs", "md", "lg"][this.#pick(3)] ?? "xs", this.#pick(12));
  }

  #changeGradient(container: ft.Container): void {
    const { gradient } = container;
    if (!(gradient instanceof ft.LinearGradient) || this.#pick(5) === 0) {
      container.gradient = this.#pick(4) ? ft.LinearGradient({ colors: ["red", "blue"] }) : null;
    } else if (this.#pick(2)) gradient.colors.push(`c${this.#pick(3)}`);
    else gradient.colors.splice(0, this.#pick(2));
  }

  #changeSpans(text: ft.Text): void {
    const { spans } = text;
    if (spans === null) text.spans = [ft.TextSpan("s")];
    else if (this.#pick(4) === 0) text.spans = this.#pick(2) ? null : [];
    else if (this.#pick(2)) spans.push(ft.TextSpan(`s${this.#pick(3)}`));
    else if (spans[0]) spans[0].text = `s${this.#pick(9)}`;
  }

  #isOnPage(control: ft.Control): boolean {
    return this.#page.getControl(control.controlId) === control;
  }
}

test("whatever an author does, the client's tree is the page", async () => {
  for (let seed = 1; seed <= 150; seed++) {
    const app = await openApp();
    const author = new Author(app.page, seed);
    for (let step = 0; step < 60; step++) author.act();
    app.page.update();
    const client = app.clientPage();
    const found = [...app.crashes, ...app.failures, ...differences(client, await app.hostPage())];
    expect({ seed, found }).toEqual({ seed, found: [] });
  }
});

test("an object in several properties of a holder is changed in each of them", async () => {
  const { page, clientPage, hostPage, failures } = await openApp();
  const side = ft.BorderSide(1, "red");
  const border = ft.Border.all({ side });
  page.add(ft.Container({ border }));

  side.color = "blue";
  border.bottom = ft.BorderSide(5);
  page.update();
  expect(JSON.stringify(clientPage())).toContain('"color":"blue"');
  side.width = 3;
  page.update();

  const client = clientPage();
  expect([...failures, ...differences(client, await hostPage())]).toEqual([]);
});
