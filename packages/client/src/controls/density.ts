const densities: Readonly<Record<string, string>> = {
  standard: " fl-density-standard",
  comfortable: " fl-density-comfortable",
  compact: " fl-density-compact",
};

/** The class of a control's own `visual_density`; without one the page's density holds. */
export function densityClass(value: unknown): string {
  return typeof value === "string" ? (densities[value.toLowerCase()] ?? "") : "";
}
