import { PageTheme } from "../theme/page-theme.ts";

/** Takes what a theme says about the page's element, which is not there. */
export class RootStyle {
  readonly #properties = new Map<string, string>();
  colorScheme = "";
  fontFamily = "";

  setProperty(name: string, value: string): void {
    this.#properties.set(name, value);
  }

  removeProperty(name: string): void {
    this.#properties.delete(name);
  }

  /** All of it, as properties of a style. */
  get style(): Record<string, string> {
    const { fontFamily } = this;
    return {
      ...Object.fromEntries(this.#properties),
      ...(fontFamily === "" ? {} : { fontFamily }),
    };
  }
}

/** A theme that knows all colors at once. */
export async function loadedTheme(root: RootStyle): Promise<PageTheme> {
  const loaded = Promise.withResolvers<void>();
  const element = { style: root, dataset: {} } as unknown as HTMLElement; // all that a theme asks of it
  const theme = new PageTheme(element, () => loaded.resolve());
  theme.styleOf({ _c: "", _i: 0, theme: { color_scheme_seed: "red" } });
  await loaded.promise;
  return theme;
}
