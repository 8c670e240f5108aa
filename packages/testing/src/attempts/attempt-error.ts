/** Thrown by an effect: the action attempt ends with this error. */
export class AttemptError extends Error {
  override readonly name = 'AttemptError';
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}
