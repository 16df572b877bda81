/** Apps that are deployed one after the other, each while the one before it is used. */
export class DeployedAhead<Deployed> {
  readonly #names: readonly string[];
  readonly #deploy: (name: string) => Promise<Deployed>;
  readonly #deployments = new Map<string, Promise<Deployed>>();

  constructor(names: readonly string[], deploy: (name: string) => Promise<Deployed>) {
    this.#names = names;
    this.#deploy = deploy;
  }

  /** Resolves when the app is deployed; the next one is then on its way. */
  async use(name: string): Promise<Deployed> {
    const deployed = await this.#begin(name);
    this.#deployments.delete(name); // a second try deploys it again
    const next = this.#names[this.#names.indexOf(name) + 1];
    if (next !== undefined) void this.#begin(next).catch(() => {}); // who uses it hears of it
    return deployed;
  }

  #begin(name: string): Promise<Deployed> {
    const deployment = this.#deployments.get(name) ?? this.#deploy(name);
    this.#deployments.set(name, deployment);
    return deployment;
  }
}
