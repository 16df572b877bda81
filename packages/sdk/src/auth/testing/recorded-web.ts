/** A request that was sent. */
export interface SentRequest {
  readonly url: string;
  readonly method: string;
  readonly authorization: string | null;
  readonly form: Readonly<Record<string, string>>;
}

type Answer = { readonly status?: number; readonly body: unknown };

/** Puts recorded answers in the place of the network, by URL, until disposed; each is given in its turn, the last one stays. */
export class RecordedWeb implements Disposable {
  readonly sent: SentRequest[] = [];
  readonly #answers: Map<string, Answer[]>;
  readonly #fetch = globalThis.fetch;

  constructor(answers: Readonly<Record<string, Answer | readonly Answer[]>>) {
    const lists = Object.entries(answers).map(
      ([url, answer]) =>
        [url, Array.isArray(answer) ? [...answer] : [answer]] as [string, Answer[]],
    );
    this.#answers = new Map(lists);
    globalThis.fetch = async (input, init) => this.#answer(new Request(input, init));
  }

  [Symbol.dispose](): void {
    globalThis.fetch = this.#fetch;
  }

  async #answer(request: Request): Promise<Response> {
    const text = await request.text();
    this.sent.push({
      url: request.url,
      method: request.method,
      authorization: request.headers.get("authorization"),
      form: Object.fromEntries(new URLSearchParams(text)),
    });
    const answers = this.#answers.get(request.url) ?? [];
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    if (answer === undefined) throw new TypeError(`nothing recorded for ${request.url}`);
    const { status = 200, body } = answer;
    return new Response(typeof body === "string" ? body : JSON.stringify(body), { status });
  }
}
