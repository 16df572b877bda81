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
    for (const member of this.#members) {
      try {
        await member.start();
      } catch (error) {
        await this.stop();
        throw error;
      }
      this.#started.push(member);
    }
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
    const failures: unknown[] = [];
    const started = this.#started.reverse();
    this.#started = [];
    for (const member of started) {
      this.#busy = member.name;
      await member.stop().catch((error: unknown) => failures.push(error));
    }
    this.#busy = undefined;
    if (failures.length > 0) throw new AggregateError(failures, `${this.name}: stop failed`);
  }
}
