import type { Segment } from "@flotilla/protocol";

/** Where a value is, from a patch's root control down; cheap to extend, numbered only if an operation uses it. */
export class Path {
  /** The root control of the patch. */
  static readonly root = new Path(undefined, "");
  readonly parent: Path | undefined;
  readonly segment: Segment;

  private constructor(parent: Path | undefined, segment: Segment) {
    this.parent = parent;
    this.segment = segment;
  }

  /** The path of a property, list item or map entry. */
  at(segment: Segment): Path {
    return new Path(this, segment);
  }
}
