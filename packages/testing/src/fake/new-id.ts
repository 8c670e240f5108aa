import { SeamConfigError } from '@org/seam-core';
import { describeValue } from '@org/seam-core/internal';
import type { Collection, WorkspaceRow } from './collection.ts';
import type { Job } from './scheduler.ts';
import type { World } from './world.ts';

/** The id of the resource that a job adds, if it is one that was added at a provider. */
const addedId = (job: Job): unknown => {
  if (job.name === 'find_device') return Reflect.get(job.args.device, 'device_id');
  return job.name === 'find_acs_change' && job.args.change.action.startsWith('add_')
    ? job.args.change.id
    : undefined;
};

/** Whether a resource was added at a provider, and not found by Seam yet. */
export const isAddedUnfound = ({ queue }: World, id: string): boolean =>
  queue.toJSON().some((job) => addedId(job) === id);

/**
 * Checks the id of a resource that is added at a provider.
 * @throws SeamConfigError when another resource has it, or gets it once Seam finds that resource
 */
export const checkNewId = <TRow extends WorkspaceRow>(
  world: World,
  rows: Collection<TRow>,
  { member, id }: { readonly member: string; readonly id: string },
): void => {
  if (rows.get(id) || isAddedUnfound(world, id))
    throw new SeamConfigError(
      `provider.${member}(): the ${rows.idName} ${describeValue(id)} is used already.`,
    );
};
