// Written by scripts/vendor-fonts.py.
/** Part of every icon file's name: changes with the fonts. */
export const iconFilesVersion = "a95bb218";

/** Places of the Material icons that are in the common file, each as the distance from the one before. */
export const commonIcons =
  "0 16 36 16 30 1 322 1 27 4 8 4 1 23 74 314 100 120 4 16 37 39 120 12 1 8 1 22 4 20 20 8 " +
  "20 41 128 45 28 140 1 3 44 16 1 4 4 27 285 44 105 30 88 72 1 27 24 9 4 59 63 1 71 20 74 " +
  "186 13 222 144 148 5 47 28 10 103 32 12 1 142 4 4 4 105 81 1 33 16 172 9 23 8 72 136 1 " +
  "19 12 145 11 85 297 92 61 81 104 13 20 51 72 107 4 140 40 193 8 1 59 56 168 32 84 8 32 " +
  "64 53 55 45 180 4 89 204 1 12 43 96 126 105 147 12 36 40 233 44 1 107 108 1 32 4 48 69 " +
  "72 133 8";
