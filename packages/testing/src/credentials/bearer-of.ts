import type { Call } from '@org/seam-core/server';

/** The token in a call's Authorization header. */
export const bearerOf = (call: Call): string | undefined =>
  /^Bearer (\S+)$/i.exec(call.header('authorization') ?? '')?.[1];
