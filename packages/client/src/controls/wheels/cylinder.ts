/** The form of a wheel. */
export interface Cylinder {
  /** Diameter as a part of the visible height. */
  readonly diameterRatio: number;
  /** How much closer than their size the items are. */
  readonly squeeze: number;
}

/** How an item `offset` pixels away from the middle lies on the cylinder. */
export function turnOf({ diameterRatio, squeeze }: Cylinder, offset: number, height: number) {
  const ratio = Math.max(diameterRatio, 1.01);
  const most = Math.asin(1 / ratio);
  const angle = ((offset / height) * 2 * most) / squeeze;
  return { angle, radius: (height * ratio) / 2, shown: Math.abs(angle) < Math.PI / 2 };
}

/** How many items on each side of the middle one can be seen. */
export function visibleReach({ squeeze }: Cylinder, extent: number, height: number): number {
  return Math.ceil((height * squeeze) / extent / 2) + 2;
}
