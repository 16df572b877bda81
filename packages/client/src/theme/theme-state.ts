/** What the page's theme says at the moment. */
export interface ThemeState {
  readonly dark: boolean;
  /** The app asked for Material 2 shapes and colors (`use_material3: false`). */
  readonly material3: boolean;
  /** `theme` or `dark_theme` of the page as it came, whichever is in force. */
  readonly values: Readonly<Record<string, unknown>>;
}
