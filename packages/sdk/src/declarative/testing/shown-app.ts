import type { Page } from "../../page/page.ts";
import { type Sent, TestClient, type TestInit } from "../../session/testing/test-client.ts";
import type { Component } from "../definition.ts";

type Plain = { readonly _c?: string; readonly _i?: number; readonly [name: string]: unknown };

/** A page that renders one component, with a client that follows it; for tests. */
export class ShownApp {
  readonly client: TestClient;

  private constructor(client: TestClient) {
    this.client = client;
  }

  static async open(
    component: Component<Record<never, never>>,
    prepare: (page: Page) => void = () => {},
    init: TestInit = {},
  ): Promise<ShownApp> {
    const app = new ShownApp(
      new TestClient((page) => {
        prepare(page);
        page.render(component);
      }, init),
    );
    await app.client.open();
    await app.settled();
    app.client.take();
    return app;
  }

  /** Waits until nothing is to be rendered or run. */
  async settled(): Promise<void> {
    do await new Promise((resolve) => setImmediate(resolve));
    while (!this.client.session.components.isIdle);
  }

  /** What the texts and buttons of the first view say, in order. */
  get texts(): unknown[] {
    return this.#controls().flatMap(({ _c, value, content }) => {
      if (_c === "Text") return [value ?? ""];
      return _c === "Button" ? [content] : [];
    });
  }

  /** The ids of the texts by what they say. */
  get ids(): Record<string, number> {
    const texts = this.#controls().filter(({ _c }) => _c === "Text");
    return Object.fromEntries(texts.map(({ value, _i }) => [String(value ?? ""), Number(_i)]));
  }

  /** The id of the first control of a type. */
  first(type: string): number {
    const found = this.#controls().find((each) => each._c === type);
    if (found?._i === undefined) throw new Error(`no ${type}`);
    return found._i;
  }

  /** The id of a button. */
  button(content: string): number {
    const found = this.#controls().find((each) => each._c === "Button" && each.content === content);
    if (found?._i === undefined) throw new Error(`no button "${content}" in ${this.texts}`);
    return found._i;
  }

  /** Clicks a button and returns what was sent until all was rendered. */
  async click(content: string): Promise<Sent[]> {
    this.client.event(this.button(content), "click");
    await this.settled();
    return this.client.take();
  }

  #controls(): Plain[] {
    const found: Plain[] = [];
    collect(this.client.page.views, found);
    return found;
  }
}

function collect(value: unknown, into: Plain[]): void {
  if (Array.isArray(value)) for (const item of value) collect(item, into);
  else if (typeof value === "object" && value !== null) {
    if ("_c" in value) into.push(value as Plain);
    for (const item of Object.values(value)) collect(item, into);
  }
}
