import { Webhook } from 'standardwebhooks';

export interface Signed {
  readonly id: string;
  /** Seconds, as in the header. */
  readonly timestamp: string;
  readonly body: string;
}

/** The signature of a delivery, as it is in the header: `v1,` and base64. */
export const signatureOf = (secret: string, { id, timestamp, body }: Signed): string =>
  new Webhook(secret).sign(id, new Date(Number(timestamp) * 1000), body);
