const alphabets: Readonly<Record<string, number>> = {
  mathbb: 0x1d538,
  mathcal: 0x1d49c,
  mathscr: 0x1d49c,
  mathfrak: 0x1d504,
};
/** Letters that have places of their own, by the first place of their alphabet. */
const elsewhere: Readonly<Record<number, Readonly<Record<string, string>>>> = {
  120120: { C: "ℂ", H: "ℍ", N: "ℕ", P: "ℙ", Q: "ℚ", R: "ℝ", Z: "ℤ" },
  119964: { B: "ℬ", E: "ℰ", F: "ℱ", H: "ℋ", I: "ℐ", L: "ℒ", M: "ℳ", R: "ℛ" },
  120068: { C: "ℭ", H: "ℌ", I: "ℑ", R: "ℜ", Z: "ℨ" },
};

/** A capital letter in the alphabet of a command. */
export function letterOf(command: string, letter: string): string {
  const base = alphabets[command];
  if (base === undefined || !/^[A-Z]$/.test(letter)) return letter;
  return elsewhere[base]?.[letter] ?? String.fromCodePoint(base + letter.charCodeAt(0) - 65);
}
