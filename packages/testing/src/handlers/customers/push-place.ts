import { writeEvent } from '../../events/write-event.ts';
import { addSpace } from '../../fixtures/spaces.ts';
import type { SpaceRow } from '../../rows.ts';
import { aboutSpace } from '../../spaces/about-space.ts';
import type { WorldContext } from '../../world.ts';
import { spaceOfKey } from '../spaces/find-space.ts';

interface Place extends Pick<SpaceRow, 'name' | 'customer_key' | 'customer_data' | 'geolocation'> {
  readonly key: string;
}

/** Makes a space of a pushed place, or changes the one that has its key. */
export const pushPlace = (place: Place, context: WorldContext): void => {
  const { world, workspace_id } = context;
  const { key, name, customer_key, customer_data, geolocation } = place;
  const changes = {
    name,
    display_name: name,
    customer_key,
    ...(customer_data === undefined ? {} : { customer_data }),
    ...(geolocation === undefined ? {} : { geolocation }),
  };
  const known = spaceOfKey(key, context);
  if (known) {
    world.state.spaces.patch(known.space_id, changes);
    return;
  }
  const space = addSpace(world, workspace_id, { ...changes, space_key: key });
  writeEvent(world, 'space.created', aboutSpace(world, space));
};
