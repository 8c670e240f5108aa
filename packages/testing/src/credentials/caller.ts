import type { Call } from '@org/seam-core/server';
import type { World, WorldContext } from '../world.ts';

/** Who calls, and where. */
export type Caller = Pick<
  WorldContext,
  'workspace_id' | 'credential' | 'client_session_id' | 'user_identifier_key' | 'allWorkspaces'
>;

/**
 * Reads one kind of credential from a call's headers; `undefined` when the call has none of that kind.
 * @throws SeamUnauthorizedError when it has one that is not valid
 */
export type ReadCaller = (world: World, call: Call) => Caller | undefined;
