import { createSeam, type Seam } from '@org/seam-core';
import type { FakeSeam } from '@org/seam-testing';

/** A response body, as Seam sends it. */
export type Body = Record<string, unknown>;

/** A client of a fake that reads response bodies as `alter` leaves them, after the path was called. */
export const alteredClient = (
  { apiKey, endpoint, fetch }: FakeSeam,
  alter: (path: string, body: Body) => unknown,
): Seam =>
  createSeam({
    apiKey,
    endpoint,
    retry: { baseDelay: 0 },
    fetch: async (url, init) => {
      const response = await fetch(url, init);
      const body = (await response.json()) as Body;
      await alter(new URL(url as string).pathname, body);
      return Response.json(body, { status: response.status });
    },
  });
