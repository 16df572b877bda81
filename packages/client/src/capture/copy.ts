import { imageData } from "./image-data.ts";

/** A picture without anything: one without an address would be drawn as broken. */
const nothing = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>";

/**
 * A copy of an element that needs nothing of the page but its style sheets: the elements around it are there, as
 * rules look at them, but have no boxes; what is not in attributes is written into some.
 */
export async function copyOf(
  element: HTMLElement,
  width: number,
  height: number,
): Promise<HTMLElement> {
  const paper = document.implementation.createHTMLDocument("");
  const copy = paper.importNode(element, true);
  const sources = [element, ...element.querySelectorAll("*")];
  const copies = [copy, ...copy.querySelectorAll("*")];
  for (const [at, source] of sources.entries()) await complete(source, copies[at]);
  Object.assign(copy.style, {
    position: "relative",
    inset: "auto",
    margin: "0",
    transform: "none",
    width: `${width}px`,
    height: `${height}px`,
  });
  let around = copy;
  for (let above = element.parentElement; above; above = above.parentElement) {
    const shell = paper.importNode(above, false);
    shell.style.setProperty("display", "contents", "important");
    shell.append(around);
    around = shell;
  }
  const { colorScheme } = getComputedStyle(element);
  const isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  const scheme = /light/.test(colorScheme) && !(isDark && /dark/.test(colorScheme));
  around.style.colorScheme = scheme || colorScheme === "normal" ? "light" : "dark";
  return around;
}

async function complete(source: Element, copy: Element | undefined): Promise<void> {
  if (copy instanceof HTMLInputElement && source instanceof HTMLInputElement) {
    if (source.type !== "file") copy.setAttribute("value", source.value);
    copy.toggleAttribute("checked", source.checked);
  } else if (source instanceof HTMLTextAreaElement && copy) {
    copy.textContent = source.value;
  } else if (source instanceof HTMLOptionElement) {
    copy?.toggleAttribute("selected", source.selected);
  }
  if (isDrawn(source) && copy instanceof HTMLElement) {
    const image = copy.ownerDocument.createElement("img");
    for (const { name, value } of copy.attributes) {
      if (name !== "style" && name !== "src") image.setAttribute(name, value);
    }
    image.style.cssText = copy.style.cssText;
    image.src = (await imageData(source)) ?? nothing;
    copy.replaceWith(image);
    return;
  }
  if (!(copy instanceof HTMLElement)) return;
  if (source.matches("dialog:modal")) standAlone(source, copy);
  if (source.matches(":popover-open")) copy.removeAttribute("popover");
  for (const child of copy.children) scrolled(child, source);
  for (const name of [...copy.style]) await embed(copy.style, name);
}

/** A copy of a dialog is not above the page by itself, and has no backdrop. */
function standAlone(source: Element, copy: HTMLElement): void {
  copy.style.position = "fixed";
  copy.style.outline = `100vmax solid ${getComputedStyle(source, "::backdrop").backgroundColor}`;
}

function isDrawn(
  source: Element,
): source is HTMLImageElement | HTMLCanvasElement | HTMLVideoElement {
  return (
    source instanceof HTMLImageElement ||
    source instanceof HTMLCanvasElement ||
    source instanceof HTMLVideoElement
  );
}

/** A copy has no scroll position: what is in it is moved. */
function scrolled(child: Element, { scrollLeft, scrollTop }: Element): void {
  if ((scrollLeft === 0 && scrollTop === 0) || !(child instanceof HTMLElement)) return;
  child.style.translate = `${-scrollLeft}px ${-scrollTop}px`;
}

/** Puts the pictures that a property names into it. */
async function embed(style: CSSStyleDeclaration, name: string): Promise<void> {
  let value = style.getPropertyValue(name);
  for (const [whole, , address = ""] of value.matchAll(/url\((["']?)([^#"')][^"')]*)\1\)/g)) {
    if (address.startsWith("data:")) continue;
    const image = new Image();
    image.src = address;
    const data = await image.decode().then(
      () => imageData(image),
      () => undefined, // it is not drawn on the page either
    );
    value = value.replace(whole, () => (data ? `url("${data}")` : "none"));
    style.setProperty(name, value);
  }
}
