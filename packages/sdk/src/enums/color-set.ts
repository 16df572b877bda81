/** Helpers of a set of named colors. */
export interface ColorHelpers {
  /** A color with an opacity from 0 to 1: `red,0.5`. */
  withOpacity(opacity: number, color: string): string;
  /** Any color of the set but those of `exclude`, by weight (1) if given; null if none is left. */
  random(exclude?: readonly string[], weights?: Readonly<Record<string, number>>): string | null;
}

export function colorHelpers(colors: Readonly<Record<string, string>>): ColorHelpers {
  return {
    withOpacity(opacity, color) {
      if (!(opacity >= 0 && opacity <= 1)) {
        throw new RangeError(`opacity must be between 0 and 1, got ${opacity}`);
      }
      return `${color},${opacity}`;
    },
    random(exclude = [], weights = {}) {
      const choices = Object.values(colors).filter((color) => !exclude.includes(color));
      const total = choices.reduce((sum, color) => sum + (weights[color] ?? 1), 0);
      let rest = Math.random() * total;
      for (const color of choices) {
        rest -= weights[color] ?? 1;
        if (rest < 0) return color;
      }
      return choices.at(-1) ?? null;
    },
  };
}
