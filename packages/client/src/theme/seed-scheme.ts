import {
  argbFromHex,
  type DynamicColor,
  type DynamicScheme,
  Hct,
  hexFromArgb,
  MaterialDynamicColors,
  SchemeTonalSpot,
} from "@material/material-color-utilities";

const specVersion = "2021"; // Flutter's; the one of 2025 gives other colors

/** The colors of all roles for a seed (`#rrggbb`), by their wire names. */
export function seedScheme(seed: string, dark: boolean): ReadonlyMap<string, string> {
  const source = Hct.fromInt(argbFromHex(seed));
  // The package's declarations name the base class in a way that the compiler does not find.
  const scheme = new SchemeTonalSpot(source, dark, 0, specVersion) as unknown as DynamicScheme;
  return new Map(
    colors(new MaterialDynamicColors()).map(([role, color]) => [
      role,
      hexFromArgb(color.getArgb(scheme)),
    ]),
  );
}

function colors(roles: MaterialDynamicColors): readonly (readonly [string, DynamicColor])[] {
  return [
    ["primary", roles.primary()],
    ["onprimary", roles.onPrimary()],
    ["primarycontainer", roles.primaryContainer()],
    ["onprimarycontainer", roles.onPrimaryContainer()],
    ["primaryfixed", roles.primaryFixed()],
    ["primaryfixeddim", roles.primaryFixedDim()],
    ["onprimaryfixed", roles.onPrimaryFixed()],
    ["onprimaryfixedvariant", roles.onPrimaryFixedVariant()],
    ["secondary", roles.secondary()],
    ["onsecondary", roles.onSecondary()],
    ["secondarycontainer", roles.secondaryContainer()],
    ["onsecondarycontainer", roles.onSecondaryContainer()],
    ["secondaryfixed", roles.secondaryFixed()],
    ["secondaryfixeddim", roles.secondaryFixedDim()],
    ["onsecondaryfixed", roles.onSecondaryFixed()],
    ["onsecondaryfixedvariant", roles.onSecondaryFixedVariant()],
    ["tertiary", roles.tertiary()],
    ["ontertiary", roles.onTertiary()],
    ["tertiarycontainer", roles.tertiaryContainer()],
    ["ontertiarycontainer", roles.onTertiaryContainer()],
    ["tertiaryfixed", roles.tertiaryFixed()],
    ["tertiaryfixeddim", roles.tertiaryFixedDim()],
    ["ontertiaryfixed", roles.onTertiaryFixed()],
    ["ontertiaryfixedvariant", roles.onTertiaryFixedVariant()],
    ["error", roles.error()],
    ["onerror", roles.onError()],
    ["errorcontainer", roles.errorContainer()],
    ["onerrorcontainer", roles.onErrorContainer()],
    ["outline", roles.outline()],
    ["outlinevariant", roles.outlineVariant()],
    ["surface", roles.surface()],
    ["surfacedim", roles.surfaceDim()],
    ["surfacebright", roles.surfaceBright()],
    ["surfacecontainerlowest", roles.surfaceContainerLowest()],
    ["surfacecontainerlow", roles.surfaceContainerLow()],
    ["surfacecontainer", roles.surfaceContainer()],
    ["surfacecontainerhigh", roles.surfaceContainerHigh()],
    ["surfacecontainerhighest", roles.surfaceContainerHighest()],
    ["onsurface", roles.onSurface()],
    ["onsurfacevariant", roles.onSurfaceVariant()],
    ["inversesurface", roles.inverseSurface()],
    ["oninversesurface", roles.inverseOnSurface()],
    ["inverseprimary", roles.inversePrimary()],
    ["shadow", roles.shadow()],
    ["scrim", roles.scrim()],
    ["surfacetint", roles.surfaceTint()],
  ];
}
