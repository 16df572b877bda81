import * as ft from "../../../index.ts";
import { TestClient, type TestInit } from "../../../session/testing/test-client.ts";

/** A page whose content a router shows. */
export interface Shown {
  readonly client: TestClient;
  readonly texts: string[];
  /** What the client does when its address changes. */
  go(route: string): Promise<void>;
  settled(): Promise<void>;
}

/** Opens a page that shows a component, as its content or as its views. */
export async function open(
  component: ft.Component<Record<never, never>>,
  { route = "/", views = false, init = {} as TestInit } = {},
): Promise<Shown> {
  const client = new TestClient((page) => {
    if (views) page.renderViews(component);
    else page.render(component);
  }, init);
  const settled = async () => {
    do await new Promise((resolve) => setImmediate(resolve));
    while (!client.session.components.isIdle);
  };
  await client.open({ route, web: true });
  await settled();
  return {
    client,
    settled,
    get texts() {
      return textsOf(client.page.views);
    },
    async go(to) {
      client.update(1, { route: to });
      client.event(1, "route_change", { route: to });
      await settled();
    },
  };
}

function textsOf(value: unknown): string[] {
  const texts: string[] = [];
  JSON.stringify(value, (_, inner: unknown) => {
    const text = inner as { _c?: string; value?: string } | null;
    if (text?._c === "Text") texts.push(text.value ?? "");
    return inner;
  });
  return texts;
}

/** The routes of the views that the client has, lowest first. */
export function viewsOf({ client }: Shown): unknown[] {
  const routes: unknown[] = [];
  JSON.stringify(client.page.views, (_, inner: unknown) => {
    const view = inner as { _c?: string; route?: unknown } | null;
    if (view?._c === "View") routes.push(view.route);
    return inner;
  });
  return routes;
}

/** A component that shows a text, which is also its name. */
export const text = (name: string) => ft.component(() => ft.Text(name), name);
