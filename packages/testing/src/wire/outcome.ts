import type { Answer } from '@org/seam-core/server';

/** How an answer travels. */
interface Delivery {
  /** Milliseconds before anything is sent. */
  readonly delayMs?: number | undefined;
  /** Milliseconds over which the body is spread. */
  readonly bodyMs?: number | undefined;
  /** The bytes after which the body breaks off. */
  readonly cutAt?: number | undefined;
}

/** What becomes of a call, whatever it came through. */
export type Outcome =
  | ({ readonly kind: 'answer'; readonly answer: Pick<Answer, 'status' | 'headers' | 'body'> } & Delivery)
  | { readonly kind: 'reset' }
  | { readonly kind: 'hang' };

/** Waits for so many milliseconds, or rejects with the signal's reason. */
export type Wait = (ms: number, signal?: AbortSignal) => Promise<void>;
