/** A MessagePack extension whose payload is UTF-8 text: 1 date-time or date, 2 time of day, 3 duration in microseconds. */
export class Extension {
  readonly code: number;
  readonly text: string;
  constructor(code: number, text: string) {
    this.code = code;
    this.text = text;
  }
}

/** A number that travels as a float although it is integral; only made by decoders that are asked to keep floats apart. */
export class Float {
  readonly value: number;
  constructor(value: number) {
    this.value = value;
  }
}
