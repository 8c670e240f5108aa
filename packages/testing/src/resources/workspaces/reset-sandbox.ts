import { Collection, type WorkspaceRow } from '../../fake/collection.ts';
import { Links } from '../../fake/links.ts';
import type { World } from '../../fake/world.ts';
import type { AttemptOf } from '../action-attempts/types.ts';

/** Deletes the rows of a workspace except those to keep, and returns their ids. */
const empty = (
  collection: Collection<WorkspaceRow>,
  workspace_id: string,
  isKept: (id: string) => boolean,
): string[] => {
  const ids = collection.by('workspace_id', workspace_id).map((row) => collection.idOf(row));
  return ids.filter((id) => !isKept(id) && collection.delete(id));
};

/**
 * Deletes all rows of a workspace without writing events. Keeps the workspace, the running action attempt and, with
 * `assumptions.sandbox_reset_keeps_keys`, the API keys.
 */
export const resetSandboxWorkspace = (
  { state, assumptions }: World,
  { action_attempt_id, workspace_id }: AttemptOf<'RESET_SANDBOX_WORKSPACE'>,
): object => {
  const keepsKeys = assumptions.sandbox_reset_keeps_keys;
  const parts = Object.values(state) as readonly unknown[];
  const isKept = (id: string) => id === action_attempt_id || id === workspace_id;
  const deleted = parts.flatMap((part) =>
    part instanceof Collection && !(keepsKeys && part === (state.apiKeys as unknown))
      ? empty(part as Collection<WorkspaceRow>, workspace_id, isKept)
      : [],
  );
  for (const links of parts)
    if (links instanceof Links)
      for (const id of deleted) {
        links.deleteLeft(id);
        links.deleteRight(id);
      }
  if (!keepsKeys) state.workspaces.patch(workspace_id, { publishable_key: undefined });
  return {};
};
