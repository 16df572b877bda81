/** Helper of `TextDecoration`, whose members are bits. */
export const textDecorationHelpers = {
  /** Draws all of the given decorations: `TextDecoration.combine([UNDERLINE, OVERLINE])`. */
  combine: (decorations: readonly number[]): number =>
    decorations.reduce((bits, one) => bits | one, 0),
} as const;

/** Questions about a `PagePlatform`. */
export const pagePlatformHelpers = {
  /** iOS and macOS. */
  isApple: (platform: string | null): boolean => platform === "ios" || platform === "macos",
  /** iOS and Android. */
  isMobile: (platform: string | null): boolean => platform === "ios" || platform === "android",
  /** macOS, Windows and Linux. */
  isDesktop: (platform: string | null): boolean =>
    platform === "macos" || platform === "windows" || platform === "linux",
} as const;
