import { closeAll } from "./close-all.ts";

/** A part with a life: started once, drained when asked to leave, stopped once. */
export interface Component extends AsyncDisposable {
  readonly name: string;
  /** Opens what it needs; on failure it closes what it had opened. */
  start(): Promise<void>;
  /** Takes no new work, finishes or hands over what runs. */
  drain(): Promise<void>;
  /** Closes in reverse what start opened; a second call awaits the first. */
  stop(): Promise<void>;
}

/** Opens a component; if that fails, closes what it had opened. */
export async function startOrStop(
  component: Pick<Component, "stop">,
  open: () => Promise<void>,
): Promise<void> {
  try {
    await open();
  } catch (error) {
    await component.stop().catch(() => {}); // what kept it from starting is what counts
    throw error;
  }
}

/** Several components as one: started in order, drained in order, stopped in reverse. */
export class ComponentGroup implements Component {
  readonly name: string;
  readonly #members: readonly Component[];
  #started: Component[] = [];
  #stopping: Promise<void> | undefined;
  #busy: string | undefined;

  constructor(name: string, members: readonly Component[]) {
    this.name = name;
    this.#members = members;
  }

  /** The member that is being drained or stopped now; names who hangs at a deadline. */
  get busy(): string | undefined {
    return this.#busy;
  }

  async start(): Promise<void> {
    await startOrStop(this, async () => {
      for (const member of this.#members) {
        await member.start();
        this.#started.push(member);
      }
    });
  }

  async drain(): Promise<void> {
    for (const member of this.#started) {
      this.#busy = member.name;
      await member.drain();
    }
    this.#busy = undefined;
  }

  stop(): Promise<void> {
    this.#stopping ??= this.#stopAll();
    return this.#stopping;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  /** One that fails to stop does not keep the others open. */
  async #stopAll(): Promise<void> {
    const steps = this.#started.reverse().map((member) => async () => {
      this.#busy = member.name;
      await member.stop();
    });
    this.#started = [];
    await closeAll(this.name, steps);
    this.#busy = undefined;
  }
}
