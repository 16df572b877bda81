const fits: Readonly<Record<string, string>> = {
  none: "none",
  contain: "contain",
  cover: "cover",
  fill: "fill",
  fitheight: "contain",
  fitwidth: "contain",
  scaledown: "scale-down",
};

/** How a picture fills its box, as `object-fit`. */
export function fitOf(value: unknown): string | undefined {
  return fits[String(value).toLowerCase()];
}
