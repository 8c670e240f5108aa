import { SeamConfigError, type SeamEvent } from '@org/seam-core';
import { describeValue, type OptionRule, rules, suggest } from '@org/seam-core/internal';
import { copyData } from '../../fake/copy-data.ts';
import { toMoment } from '../../fake/moment.ts';
import { omitUndefined } from '../../fake/search.ts';
import type { World } from '../../fake/world.ts';
import { eventFields, eventTypes } from '../../generated/event-types.ts';
import { withRelatedFields } from './related-fields.ts';
import { type EventFields, writeEvent } from './write-event.ts';

/** A documented event type. */
export type EventType = (typeof eventTypes)[number];

/** The properties of an event to emit. */
export type EmittedProperties<TType extends EventType> = Partial<EventFields<TType>> & {
  /** Default: the workspace of the resources that the properties name, or the fake's first workspace. */
  readonly workspace_id?: string | undefined;
  /** Default: the time of the fake's clock. */
  readonly occurred_at?: string | undefined;
  /** Default: the event type in words. */
  readonly event_description?: string | undefined;
};

/** Events without a cause in the fake. */
export interface FakeEvents {
  /**
   * Writes an event of any documented type, as if Seam had: it is listed, and delivered to the webhooks that are subscribed to
   * its type. It changes nothing else. For the types that a situation leads to, see `SUPPORTED.md`.
   *
   * @param event_type a documented event type, such as `device.low_battery`
   * @param properties the fields of this event type. Omitted fields follow from the resources whose ids are among them: with a
   * `device_id`, the account, its metadata, and the errors of both.
   * @returns the event
   * @throws SeamConfigError when the event type is unknown; when a property is unknown, is missing, or has an invalid value
   *
   * @example
   * fake.events.emit('device.doorbell_rang', { device_id });
   */
  emit<TType extends EventType>(
    event_type: TType,
    properties: EmittedProperties<TType>,
  ): Extract<SeamEvent, { event_type: TType }>;
}

const uuid = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

const kinds: Readonly<Record<string, OptionRule>> = {
  uuid: { expected: 'a UUID', accepts: (value) => typeof value === 'string' && uuid.test(value) },
  'date-time': {
    expected: 'a date and time in ISO 8601',
    accepts: (value) => typeof value === 'string' && toMoment(value) !== undefined,
  },
  string: rules.type('string'),
  number: { expected: 'a number', accepts: Number.isFinite },
  integer: { expected: 'a whole number', accepts: Number.isInteger },
  boolean: rules.type('boolean'),
  array: { expected: 'an array', accepts: Array.isArray },
  object: rules.type('object'),
  any: rules.any,
};

interface FieldRule extends OptionRule {
  readonly isRequired: boolean;
}

const toRule = (kind: string): OptionRule => {
  const known = kinds[kind];
  if (known) return known;
  const parts = kind.split('|');
  if (parts.at(-1) !== 'null') return rules.oneOf(...parts);
  return rules.either(toRule(parts.slice(0, -1).join('|')), rules.oneOf(null));
};

const commonRules: readonly (readonly [name: string, rule: FieldRule])[] = [
  ['workspace_id', { ...rules.type('string'), isRequired: true }],
  ['occurred_at', { ...toRule('date-time'), isRequired: false }],
  ['event_description', { ...toRule('string'), isRequired: false }],
];

const rulesOf = (event_type: EventType): ReadonlyMap<string, FieldRule> =>
  new Map([
    ...eventFields[event_type].split(' ').map((field) => {
      const [name = '', kind = ''] = field.split(/\??:/);
      return [name, { ...toRule(kind), isRequired: !field.startsWith(`${name}?`) }] as const;
    }),
    ...commonRules,
  ]);

const checkGiven = (
  place: string,
  given: Readonly<Record<string, unknown>>,
  known: ReadonlyMap<string, FieldRule>,
): void => {
  for (const [name, value] of Object.entries(given)) {
    const rule = known.get(name);
    if (!rule)
      throw new SeamConfigError(`${place}: unknown property "${name}".${suggest(name, [...known.keys()])}`);
    if (!rule.accepts(value))
      throw new SeamConfigError(`${place}: ${name} must be ${rule.expected}; got ${describeValue(value)}.`);
  }
};

/** The value that follows from a resource, if the event type can have it. */
const derived = (
  name: string,
  { accepts }: FieldRule,
  related: Readonly<Record<string, unknown>>,
): unknown => {
  const value = name === 'event_description' ? undefined : related[name];
  return accepts(value) ? value : undefined;
};

interface Place {
  readonly world: World;
  /** The workspace of events whose properties do not lead to one. */
  readonly home: string;
}

const emit = (
  { world, home }: Place,
  event_type: EventType,
  properties: Readonly<Record<string, unknown>>,
): SeamEvent => {
  if (!eventTypes.includes(event_type))
    throw new SeamConfigError(
      `events.emit(): there is no event type ${describeValue(event_type)}.${typeof event_type === 'string' ? suggest(event_type, eventTypes) : ''}`,
    );
  const place = `events.emit('${event_type}')`;
  if (!rules.type('object').accepts(properties))
    throw new SeamConfigError(`${place} takes an object of properties; got ${describeValue(properties)}.`);
  const given: Readonly<Record<string, unknown>> = omitUndefined(properties);
  const fieldRules = rulesOf(event_type);
  checkGiven(place, given, fieldRules);
  const related: Readonly<Record<string, unknown>> = {
    workspace_id: home,
    ...withRelatedFields(world.state, given),
  };
  const fields: Record<string, unknown> = {};
  for (const [name, rule] of fieldRules) {
    const value = Object.hasOwn(given, name) ? given[name] : derived(name, rule, related);
    if (value !== undefined) fields[name] = value;
    else if (rule.isRequired)
      throw new SeamConfigError(
        `${place} needs the property ${name}: pass it, or the id of a resource of the fake that has it.`,
      );
  }
  const { workspace_id } = fields;
  if (!world.state.workspaces.get(String(workspace_id)))
    throw new SeamConfigError(`${place}: there is no workspace ${describeValue(workspace_id)}.`);
  return writeEvent(world, event_type, fields as never);
};

/** Creates the events of one fake. They belong to the workspace `home` unless their properties name another. */
export const createFakeEvents = (world: World, home: string): FakeEvents => ({
  emit: (event_type, properties) => {
    world.clock.settle();
    return copyData(emit({ world, home }, event_type, copyData(properties))) as never;
  },
});
