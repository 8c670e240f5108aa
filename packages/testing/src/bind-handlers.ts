import { endpoints, type Handlers } from '@org/seam-core';
import { mapEndpoints, valueAt } from '@org/seam-core/internal';
import type { CallContext } from '@org/seam-core/server';
import { given } from './given.ts';
import { handlers } from './handlers/index.ts';
import type { World } from './world.ts';

/** The handlers as anybody may call them: in one workspace, and with what is `undefined` left out. */
export const bindHandlers = (world: World, workspace_id: string): Handlers<typeof endpoints, CallContext> =>
  mapEndpoints(endpoints, (endpoint, names) => {
    const handler = valueAt(handlers, names) as (params: object, context: object) => unknown;
    return (params: object = {}, { signal }: CallContext = {}) => {
      world.clock.settle();
      return handler(given(params), {
        world,
        workspace_id,
        endpoint,
        credential: 'api_key',
        signal,
      });
    };
  }) as Handlers<typeof endpoints, CallContext>;
