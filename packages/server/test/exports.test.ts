import { expect, it } from 'vitest';
import * as main from '../src/index.ts';
import * as internal from '../src/internal.ts';

it.each(Object.entries({ main, internal }))('exports the names of the snapshot from %s', (_, entry) => {
  expect(Object.keys(entry).toSorted()).toMatchSnapshot();
});
