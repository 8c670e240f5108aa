import { SeamError } from './seam-error.ts';

/** The client was set up wrongly: no credential, two at once, one of another kind, an unusable endpoint. */
export class SeamConfigError extends SeamError {
  override get name(): string {
    return 'SeamConfigError';
  }

  constructor(message: string) {
    super(message, { outcome: 'not_sent' });
  }
}
