/** A response before it is written. */
export interface ServerResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly value: unknown;
  /** `value` as JSON. */
  readonly body: string;
}

/** What every answer with a body says of it: JSON, and nobody else's to keep. */
export const jsonHeaders = {
  'content-type': 'application/json; charset=utf-8',
  'cache-control': 'no-store',
} as const;
