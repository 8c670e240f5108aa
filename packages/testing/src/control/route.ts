import { checkOptions } from '@org/seam-core/internal';
import { apiError } from '@org/seam-server';

type Respond = (body: unknown) => unknown;

/** A route of the control API. */
export interface Route {
  /** What its methods do, for `GET /_fake`. */
  readonly description: string;
  readonly methods: Readonly<Record<string, Respond>>;
}

/** The routes by path below the prefix of the control API. */
export type Routes = Readonly<Record<string, Route | undefined>>;

/** Runs a change. An error becomes a response with the status 400. */
export const attempt = <TResult>(change: () => TResult): TResult => {
  try {
    return change();
  } catch (error) {
    throw apiError('invalid_input', { message: error instanceof Error ? error.message : 'Invalid input.' });
  }
};

/** A route that rejects a body with properties. */
export const withoutBody =
  (run: () => unknown): Respond =>
  (body) => {
    attempt(() => checkOptions('the body', body ?? {}, {}));
    return run();
  };
