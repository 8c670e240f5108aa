import { expect, it } from 'vitest';
import * as main from '../src/index.ts';
import * as internal from '../src/internal.ts';
import * as postgres from '../src/postgres/index.ts';

it.each(Object.entries({ main, internal, postgres }))(
  'exports the names of the snapshot from %s',
  (_, entry) => {
    expect(Object.keys(entry).toSorted()).toMatchSnapshot();
  },
);
