import { resolve, type Schema } from './document.ts';
import { toTypeShape } from './type-of.ts';

const common = new Set([
  'created_at',
  'event_description',
  'event_id',
  'event_type',
  'occurred_at',
  'workspace_id',
]);

const documentedEvents = (): Schema[] =>
  (resolve('event').schema.oneOf ?? []).filter((member) => !member['x-undocumented']);

const typesOf = (member: Schema) => member.properties?.['event_type']?.enum ?? [];

/** The kind of value of a field: its type or format, or the values of an enum, and `null` if it may be. */
const kindOf = ({ enum: values, format, type, nullable, oneOf, properties, allOf }: Schema): string => {
  const plain = format === 'uuid' || format === 'date-time' ? format : type;
  const kind = values?.join('|') ?? plain ?? ((properties ?? allOf ?? oneOf) ? 'object' : 'any');
  return nullable ? `${kind}|null` : kind;
};

const fieldsOf = (member: Schema): string => {
  const { properties, required } = toTypeShape(member, { side: 'result' });
  return Object.entries(properties)
    .filter(([name]) => !common.has(name))
    .map(([name, field]) => `${name}${required.includes(name) ? '' : '?'}:${kindOf(field)}`)
    .join(' ');
};

/** The event types that a webhook can ask for, and the fields of each, as values: core has them as types only. */
export const writeEventTypes = (): string => {
  const events = documentedEvents();
  const types = events.flatMap(typesOf);
  const fields = events.flatMap((member) =>
    typesOf(member).map((type) => `'${type}': '${fieldsOf(member)}',`),
  );
  return `import type { SeamEvent } from '@org/seam-core';

/** Every documented event type. */
export const eventTypes = [${types.map((type) => `'${type}'`).join(', ')}] as const satisfies readonly SeamEvent['event_type'][];

/**
 * The fields of each event type besides those that all events have: the name, \`?\` for an optional one, and the kind of value:
 * a type or a format, or the values of an enum, and \`null\` where it is allowed.
 */
export const eventFields: Readonly<Record<(typeof eventTypes)[number], string>> = {
${fields.join('\n')}
};`;
};
