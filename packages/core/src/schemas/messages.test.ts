import * as v from 'valibot';
import { expect, it } from 'vitest';
import { endpoint } from '../contract/endpoint.ts';
import { dateTime, email, paramsSchema, uuid } from './params-schema.ts';

const url = v.pipe(v.string(), v.url());

const messageOf = (schema: v.GenericSchema, value: unknown) => {
  const set = endpoint<{ it: unknown }, void>('POST', '/widgets/set', {
    replay: 'idempotent',
    required: { it: true },
  } as never);
  const { issues } = v.safeParse(paramsSchema(set, { it: schema }), { it: value });
  return issues?.map(({ message }) => message);
};

it.each<[schema: v.GenericSchema, value: unknown, message: string]>([
  [v.string(), undefined, 'Required'],
  [v.string(), null, 'Expected string, received null'],
  [v.string(), 7, 'Expected string, received number'],
  [v.string(), [], 'Expected string, received array'],
  [v.object({}), 'x', 'Expected object, received string'],
  [v.array(v.string()), {}, 'Expected array, received object'],
  [uuid, 'Ada', 'Invalid uuid'],
  [email, 'Ada', 'Invalid email'],
  [url, 'Ada', 'Invalid url'],
  [dateTime, 'soon', 'Invalid datetime'],
  [v.picklist(['ring', 'nuki']), 'lock', "Invalid enum value. Expected 'ring' | 'nuki'"],
  [v.union([v.string(), v.number()]), true, 'Invalid input'],
  [v.pipe(v.string(), v.minLength(2)), 'x', 'Must contain at least 2 item(s) or character(s)'],
  [v.pipe(v.array(v.string()), v.maxLength(1)), ['x', 'y'], 'Must contain at most 1 item(s) or character(s)'],
  [v.pipe(v.number(), v.gtValue(0)), 0, 'Number must be greater than 0'],
  [v.pipe(v.number(), v.minValue(1)), 0, 'Number must be greater than or equal to 1'],
  [v.pipe(v.number(), v.maxValue(1)), 2, 'Number must be less than or equal to 1'],
  [v.pipe(v.number(), v.integer()), 1.5, 'Expected integer, received float'],
  [v.pipe(v.string(), v.regex(/^a/)), 'b', 'Invalid'],
])('%#: refuses with the words of Seam', (schema, value, message) => {
  expect(messageOf(schema, value)).toEqual([message]);
});

it('the value itself is in no message', () => {
  const schemas = [uuid, email, url, dateTime, v.number(), v.picklist(['a', 'b']), v.literal('a')];
  for (const schema of schemas) expect(String(messageOf(schema, 'hunter2'))).not.toContain('hunter2');
});
