import { expect, it } from 'vitest';
import { builtInSchema } from './load-schema.ts';
import { lowerCaseIds } from './lower-case-ids.ts';

const upper = 'ADA00000-FEED-4ABC-8DEF-0000000000AA';
const lower = upper.toLowerCase();

it('ids are in lower case wherever they are, other texts as they were', () => {
  expect(
    lowerCaseIds(
      { device_id: upper, acs_user_ids: [upper], inner: { device_id: upper }, name: upper },
      undefined,
    ),
  ).toEqual({ device_id: lower, acs_user_ids: [lower], inner: { device_id: lower }, name: upper });
});

it('what the caller keeps under names of its own is left alone', async () => {
  const schema = await builtInSchema(['devices', 'update'])();
  expect(lowerCaseIds({ device_id: upper, custom_metadata: { customer_id: upper } }, schema)).toEqual({
    device_id: lower,
    custom_metadata: { customer_id: upper },
  });
});

it('what a schema of your own made of a parameter is left as it is', () => {
  const at = new Date(0);
  expect(lowerCaseIds({ at, inner: { at } }, undefined)).toEqual({ at, inner: { at } });
});
