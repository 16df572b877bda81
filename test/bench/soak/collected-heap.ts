import { once } from "node:events";
import process from "node:process";
import { WebSocket } from "ws";
import { until } from "../../support/until.ts";

/** What a process holds when all that can go has gone. */
export interface HeldMemory {
  readonly heapBytes: number;
  /** Buffers and the like, outside the heap. */
  readonly externalBytes: number;
}

interface Answer {
  readonly id: number;
  readonly result?: { readonly result?: { readonly value?: unknown } };
  readonly error?: { readonly message: string };
}

const listening = /Debugger listening on (ws:\S+)/;
const rounds = 3;

/** The debugger of a Node process that was started with `--inspect-port=0`; a signal opens it, on this machine only. */
export class CollectedHeap implements Disposable {
  readonly #socket: WebSocket;
  #asked = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
  }

  /** `logs` takes the lines of its standard error; open them one after the other, as lines do not say whose they are. */
  static async open(pid: number, logs: readonly string[]): Promise<CollectedHeap> {
    const before = logs.length;
    process.kill(pid, "SIGUSR1");
    const address = await until("the debugger of a process", () => {
      const line = logs.slice(before).find((one) => listening.test(one));
      return listening.exec(line ?? "")?.[1];
    });
    const socket = new WebSocket(address, { perMessageDeflate: false });
    await once(socket, "open");
    return new CollectedHeap(socket);
  }

  /** Collects, several times as finalizers may free more, and says what is left. */
  async measure(): Promise<HeldMemory> {
    for (let round = 0; round < rounds; round++) await this.#ask("HeapProfiler.collectGarbage");
    const { result } = await this.#ask("Runtime.evaluate", {
      expression: "JSON.stringify(process.memoryUsage())",
    });
    const usage = JSON.parse(String(result?.value)) as NodeJS.MemoryUsage;
    return { heapBytes: usage.heapUsed, externalBytes: usage.external };
  }

  [Symbol.dispose](): void {
    this.#socket.terminate();
  }

  async #ask(method: string, params: object = {}): Promise<NonNullable<Answer["result"]>> {
    const id = ++this.#asked;
    this.#socket.send(JSON.stringify({ id, method, params }));
    for (;;) {
      const [data] = (await once(this.#socket, "message")) as [Buffer];
      const answer = JSON.parse(data.toString()) as Answer;
      if (answer.id !== id) continue;
      if (answer.error !== undefined) throw new Error(answer.error.message);
      return answer.result ?? {};
    }
  }
}
