/** A provider refused: `error` is its own code, such as `invalid_grant`. */
export class OAuthError extends Error {
  override readonly name = "OAuthError";
  readonly error: string;
  readonly errorDescription: string;

  constructor(error: string, errorDescription = "") {
    super(errorDescription === "" ? error : `${error}: ${errorDescription}`);
    this.error = error;
    this.errorDescription = errorDescription;
  }
}
