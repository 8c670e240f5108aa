import { type CallOptions, endpoints, type Seam } from '@org/seam-core';
import { beforeAttempt, mapEndpoints, type ObservedCallOptions, valueAt } from '@org/seam-core/internal';
import type { Lease } from './lease.ts';

type Method = (params?: unknown, options?: CallOptions) => Promise<unknown>;

/**
 * A client that sends only while a lease is held. The lease is checked right before every attempt, also before each retry,
 * and its end aborts the calls in progress.
 */
export const guardedClient = (seam: Seam, lease: Lease): Seam =>
  mapEndpoints(endpoints, (_, names) => {
    const method = valueAt(seam, names) as Method | undefined;
    if (!method) return undefined;
    return async (params?: unknown, options: CallOptions = {}): Promise<unknown> => {
      let refused: Error | undefined;
      const guarded: ObservedCallOptions = {
        ...options,
        signal: options.signal ? AbortSignal.any([options.signal, lease.signal]) : lease.signal,
        [beforeAttempt]: () => {
          try {
            lease.checkSend();
          } catch (error) {
            refused = error as Error;
            throw error;
          }
        },
      };
      lease.checkSend();
      try {
        return await method(params, guarded);
      } catch (error) {
        // The client reports every error as its own.
        if (refused) throw refused;
        lease.checkWrite();
        throw error;
      }
    };
  }) as unknown as Seam;
