/** Types of frames that there may be. */
const maxTypes = 16;

/** What passes over links, counted where a frame costs nanoseconds; read when somebody asks for metrics. */
export class LinkTally {
  readonly framesIn = new Float64Array(maxTypes);
  readonly framesOut = new Float64Array(maxTypes);
  readonly bytesIn = new Float64Array(maxTypes);
  readonly bytesOut = new Float64Array(maxTypes);
  /** How long sockets have not taken what was written, all links together. */
  stalledMs = 0;
  /** How long peers had to wait for having sent too many frames, all links together. */
  pacedMs = 0;

  /** A whole frame has come. */
  in(type: number, bytes: number): void {
    if (type >= maxTypes) return;
    this.framesIn[type] = (this.framesIn[type] ?? 0) + 1;
    this.bytesIn[type] = (this.bytesIn[type] ?? 0) + bytes;
  }

  /** A whole frame leaves. */
  out(type: number, bytes: number): void {
    this.framesOut[type] = (this.framesOut[type] ?? 0) + 1;
    this.bytesOut[type] = (this.bytesOut[type] ?? 0) + bytes;
  }
}
