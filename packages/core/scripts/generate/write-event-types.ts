import { resolve } from './document.ts';

/** The event types that a webhook can ask for, as values: core has them as types only. */
export const writeEventTypes = (): string => {
  const documented = (resolve('event').schema.oneOf ?? []).filter((member) => !member['x-undocumented']);
  const types = documented.flatMap((member) => member.properties?.['event_type']?.enum ?? []);
  return `import type { SeamEvent } from '@org/seam-core';

/** Every documented event type. */
export const eventTypes = [${types.map((type) => `'${type}'`).join(', ')}] as const satisfies readonly SeamEvent['event_type'][];`;
};
