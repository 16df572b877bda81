import type { ExtensionOffer } from "@flotilla/protocol";
import { nodeKey } from "../core/tree-node.ts";
import type { Components } from "../declarative/components.ts";
import type { Restore } from "../keeping/restored-session.ts";
import type { SessionKeeping } from "../keeping/session-keeping.ts";
import type { Page } from "../page/page.ts";
import type { AppDefinition } from "../run.ts";
import { applyUpdate, type Refuse } from "./apply-update.ts";
import type { ClientLine } from "./client-line.ts";
import { errorText } from "./error-text.ts";
import { FirstPage } from "./first-page.ts";
import type { Handlers } from "./handlers.ts";
import type { LiveTree } from "./live-tree.ts";
import type { Presence } from "./presence.ts";
import { renderAll, whenSettled } from "./resume.ts";
import type { Connection } from "./session-host.ts";
import type { SessionHooks } from "./session-init.ts";

/** What a client has registered with, and the way to it. */
export interface Registering {
  readonly page: Readonly<Record<string, unknown>>;
  readonly connection: Connection;
  /** What it offers beyond Flet's messages. */
  readonly extension: ExtensionOffer | undefined;
}

/** What registrations need of their session. */
export interface RegistrationInit {
  readonly id: string;
  readonly page: Page;
  readonly app: AppDefinition;
  readonly handlers: Handlers;
  readonly tree: LiveTree;
  readonly components: Components;
  readonly line: ClientLine;
  readonly presence: Presence;
  readonly keeping: SessionKeeping;
  readonly hooks: SessionHooks;
  readonly restore: Restore | undefined;
  /** Whether what was kept could be read. */
  readonly isRestored: boolean;
  readonly refuse: Refuse;
  readonly fail: (error: unknown) => void;
}

/** Answers the registrations of a session's clients, the first of which starts the app. */
export class Registration {
  readonly #of: RegistrationInit;
  /** Who gets the first answer, while it is being made: the client that came last. */
  #first: Registering | undefined;

  constructor(of: RegistrationInit) {
    this.#of = of;
  }

  /** The first one: `beforeMain`, the reply, then `main`; in a restored session `main`, then the reply: nothing flickers. */
  async open(client: Registering): Promise<void> {
    const {
      app,
      handlers,
      hooks,
      isRestored,
      keeping,
      line,
      page,
      presence,
      refuse,
      restore,
      tree,
    } = this.#of;
    if (isRestored && restore?.isStaying) applyUpdate(page[nodeKey], keeping.page.fields, refuse);
    else keeping.page.registered();
    line.outbox.connect(client.connection);
    this.#first = client;
    if (restore === undefined) {
      line.firstPage = FirstPage.of(client.page, hooks, () => {
        line.firstPage = undefined;
      });
    }
    const failures: unknown[] = [];
    const { beforeMain } = app.options;
    await handlers
      .inScope(async () => beforeMain?.(page))
      .catch((error: unknown) => failures.push(error));
    if (presence.isOver) return;
    const main = () => {
      const rest = handlers.runReported(() => app.main(page), page);
      presence.begun();
      return rest;
    };
    if (isRestored) await this.#resume(main, failures);
    else if (this.#reply(() => tree.mount(), this.#takeFirst() ?? client, failures)) {
      const rest = main();
      line.firstPage?.began(rest);
    }
    presence.begun();
  }

  /** A later one; one that comes before the first is answered gets that answer instead. */
  attach(client: Registering): void {
    this.#of.keeping.page.registered();
    this.reattach(client);
  }

  /** The same client on another way. */
  reattach(client: Registering): void {
    const { handlers, line, page, tree } = this.#of;
    if (this.#first !== undefined) {
      this.#first = client;
      line.outbox.connect(client.connection);
      return;
    }
    page._services.sweep();
    handlers.runQuietly(() => tree.update(page)); // nobody is attached: hooks and ids
    line.outbox.connect(client.connection);
    this.#reply(() => tree.page(), client);
  }

  #takeFirst(): Registering | undefined {
    const first = this.#first;
    this.#first = undefined;
    return first;
  }

  async #resume(main: () => void | Promise<void>, failures: unknown[]): Promise<void> {
    const { components, handlers, line, page, tree } = this.#of;
    try {
      handlers.inScope(() => tree.mount());
      if (failures.length === 0) await whenSettled(main(), line.asks);
    } catch (error) {
      failures.push(error);
    }
    const first = this.#takeFirst();
    if (first === undefined || line.outbox.connection !== first.connection) return; // it has left meanwhile
    handlers.runQuietly(() => {
      renderAll(components);
      tree.update(page);
    });
    this.#reply(() => tree.page(), first, failures);
  }

  /** Answers with the page; false if something failed, which the client is told. */
  #reply(
    makePage: () => Record<string, unknown>,
    { extension }: Registering,
    failures: unknown[] = [],
  ): boolean {
    const { fail, handlers, id, keeping, line, restore } = this.#of;
    let page: Record<string, unknown> = {};
    try {
      page = handlers.inScope(makePage);
    } catch (error) {
      failures.push(error);
    }
    const isNewTree = restore !== undefined && !line.hasReceived; // it may still show an earlier run's
    const answer = keeping.connected(extension !== undefined, isNewTree);
    if (answer !== undefined) page._flotilla = answer;
    const error = failures.length === 0 ? "" : errorText(failures[0]);
    line.reply({ session_id: id, page_patch: page, error });
    if (failures.length > 0) fail(failures[0]);
    return failures.length === 0;
  }
}
