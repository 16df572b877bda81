const flightMs = 300;
const curve = "cubic-bezier(.4,0,.2,1)";

/** Lets a part of a view that is shown now come from where its like was in the one before. */
export function fly(target: HTMLElement, from: DOMRect): void {
  const to = target.getBoundingClientRect();
  const layer = target.closest(".fl-layer");
  if (!layer || to.width === 0 || to.height === 0) return;
  const origin = layer.getBoundingClientRect();
  const shuttle = target.cloneNode(true) as HTMLElement;
  for (const part of [shuttle, ...shuttle.querySelectorAll<HTMLElement>("[data-id]")]) {
    part.removeAttribute("data-id"); // a copy is no control
    part.removeAttribute("data-hero");
  }
  shuttle.inert = true;
  shuttle.classList.add("fl-shuttle");
  layer.append(shuttle);
  const timing = { duration: flightMs, easing: curve };
  const keyframe = ({ left, top, width, height }: DOMRect) => ({
    left: `${left - origin.left}px`,
    top: `${top - origin.top}px`,
    width: `${width}px`,
    height: `${height}px`,
  });
  target.animate([{ visibility: "hidden" }, { visibility: "hidden" }], timing);
  const flight = shuttle.animate([keyframe(from), keyframe(to)], timing);
  flight.finished.then(
    () => shuttle.remove(),
    () => shuttle.remove(),
  );
}
