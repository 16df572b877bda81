import { options } from "preact";
import { renderToString } from "preact-render-to-string";
import { registry } from "../controls/index.ts";
import { textOf } from "../values/scalars.ts";
import { ClientProvider } from "../view/client-context.ts";
import type { ControlMap } from "../view/control-map.ts";
import { PageRoot } from "../view/page-root.tsx";
import { RendererProvider } from "../view/renderer.ts";
import { criticalCss } from "./critical-css.ts";
import { iconFaceCss } from "./icon-face-css.ts";
import { InstanceStyles } from "./instance-styles.ts";
import { pageTree, shorten } from "./page-tree.ts";
import { loadedTheme, RootStyle } from "./root-style.ts";
import { declarationsOf } from "./safe-css.ts";
import { type Element, SafeElements } from "./safe-element.ts";
import { snapshotClient } from "./snapshot-client.ts";
import { SnapshotRenderer } from "./snapshot-renderer.ts";

/** What a page is drawn from. */
export interface SnapshotJob {
  /** What a session has sent, from its REGISTER reply on. */
  readonly packets: readonly Uint8Array[];
  /** Path of the app's base address, with a slash at its end. */
  readonly base: string;
  /** Address of the icon files, with a slash at its end. */
  readonly icons: string;
  readonly device: "desktop" | "phone";
  /** The client's style sheet as built. */
  readonly sheet: string;
}

/** A page as it is before anybody uses it. */
export interface Drawing {
  readonly html: string;
  readonly css: string;
  /** Source names of the chunks whose controls are on it. */
  readonly chunks: readonly string[];
  /** The page's own title; empty if it has none. */
  readonly title: string;
}

const sizes = {
  desktop: { width: 1_280, height: 800 },
  phone: { width: 400, height: 800 },
} as const;
const maxElements = 4_000;
const rootId = "flotilla-snapshot";

/** Over the page that the client draws below it. */
const frameCss = "position:fixed;inset:0;z-index:1";

/** Draws a page as the client would, as inert HTML and the CSS that it needs. Throws if the page cannot be drawn so. */
export async function renderSnapshot(job: SnapshotJob): Promise<Drawing> {
  const { base, device } = job;
  const density = device === "desktop" ? "compact" : "standard";
  const tree = pageTree(job.packets, sizes[device]);
  const types = shorten(tree.page);
  const root = new RootStyle();
  const theme = await loadedTheme(root);
  theme.follow(tree.page);
  const styles = new InstanceStyles();
  const elements = new SafeElements(styles, maxElements);
  let drawn: ControlMap | undefined;
  const renderer = new SnapshotRenderer({
    tree,
    registry,
    theme,
    width: sizes[device].width,
    onDraw: (node) => {
      drawn = node;
    },
  });
  await renderer.prepare(types);
  const client = snapshotClient({ tree, theme, base, density });
  const before = options.vnode;
  options.vnode = (vnode) => {
    const element = vnode as unknown as Element;
    if (isInput(element.type) && drawn !== undefined) showText(element, drawn);
    elements.tame(element);
    before?.(vnode);
  };
  let html: string;
  try {
    html = renderToString(
      <ClientProvider.Provider value={client}>
        <RendererProvider.Provider value={renderer}>
          <PageRoot />
        </RendererProvider.Provider>
      </ClientProvider.Provider>,
    );
  } finally {
    if (before) options.vnode = before;
    else delete options.vnode;
  }
  const chunkCss = renderer.styles.join("");
  const rootCss = declarationsOf({ ...root.style, colorScheme: schemeOf(tree.page) });
  // Nested, so that the client's own rules, which come later, do not outweigh the styles of single elements.
  const instances = `#${rootId}{${frameCss};${rootCss};${styles.css}}`;
  const others = `${instances}${chunkCss}`;
  const wanted = { classes: elements.classes, root: `#${rootId}`, others };
  const own = criticalCss(job.sheet, wanted);
  const parts = criticalCss(`@layer fc{${chunkCss}}`, { ...wanted, others: `${own}${instances}` });
  const faces = iconFaceCss(html, job.icons);
  return {
    html: `<div id="${rootId}" data-density="${density}" inert aria-hidden="true" aria-busy="true">${html}</div>`,
    css: `${faces}${own}${parts}${instances}`,
    chunks: renderer.chunksFor(root.style),
    title: textOf(tree.page.title) ?? "",
  };
}

/** A mode that the app has chosen, or both, of which the browser takes the one that its user wants. */
function schemeOf(page: ControlMap): string {
  const mode = textOf(page.theme_mode)?.toLowerCase();
  return mode === "light" || mode === "dark" ? mode : "light dark";
}

function isInput(type: unknown): boolean {
  return type === "input" || type === "textarea";
}

/** Fields put their text into the element when it is there; this one will never be. */
function showText({ props }: Element, node: ControlMap): void {
  if (props.type === undefined || props.type === "text") props.value ??= textOf(node.value) ?? "";
}
