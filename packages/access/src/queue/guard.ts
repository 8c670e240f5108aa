import { type CallOptions, endpoints, type Seam } from '@org/seam-core';
import { beforeAttempt, isEndpoint, type ObservedCallOptions } from '@org/seam-core/internal';
import type { Lease } from './lease.ts';

type Method = (params?: unknown, options?: CallOptions) => Promise<unknown>;
type Tree = Parameters<typeof isEndpoint>[0];

const guardMethod =
  (method: Method, lease: Lease): Method =>
  async (params, options = {}) => {
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
      return await lease.track(method(params, guarded));
    } catch (error) {
      // The client reports every error as its own.
      if (refused) throw refused;
      lease.checkWrite();
      throw error;
    }
  };

/** Guards a part of the client when it is used for the first time: a job uses few of the endpoints. */
const guardTree = (tree: Tree, client: object, lease: Lease): object => {
  const guarded = {};
  for (const [name, node] of Object.entries(tree) as [string, Tree][]) {
    const part: unknown = Reflect.get(client, name);
    if (part === undefined) continue;
    let value: unknown;
    Object.defineProperty(guarded, name, {
      enumerable: true,
      get: () =>
        (value ??= isEndpoint(node)
          ? guardMethod(part as Method, lease)
          : guardTree(node, part as object, lease)),
    });
  }
  return guarded;
};

/**
 * A client that sends only while a lease is held. The lease is checked right before every attempt, also before each retry,
 * and its end aborts the calls in progress.
 */
export const guardedClient = (seam: Seam, lease: Lease): Seam => {
  const request = (path: string, params?: unknown, options?: CallOptions) =>
    guardMethod((given, call) => seam.request(path, given as object, call), lease)(params, options);
  return Object.assign(guardTree(endpoints, seam, lease), { request }) as Seam;
};
