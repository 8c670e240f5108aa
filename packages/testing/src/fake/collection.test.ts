import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Collection } from './collection.ts';

interface Row {
  readonly id: string;
  readonly colour: string;
  readonly workspace_id: string;
}

const make = () => new Collection<Row>('id', 'not_found');
const row = (id: string, colour: string): Row => ({ id, colour, workspace_id: 'w' });
const ids = (rows: Iterable<Row>) => [...rows].map(({ id }) => id);

describe('a collection', () => {
  it('finds the same rows by field as a full scan, after any changes', () => {
    const id = fc.integer({ min: 0, max: 30 }).map(String);
    const colour = fc.constantFrom('red', 'green', 'blue');
    const step = fc.oneof(
      fc.tuple(fc.constant('insert' as const), id, colour),
      fc.tuple(fc.constant('patch' as const), id, colour),
      fc.tuple(fc.constant('delete' as const), id, colour),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
        const rows = make();
        rows.by('colour', 'red');
        for (const [what, id, colour] of steps) {
          if (what === 'insert' && !rows.get(id)) rows.insert(row(id, colour));
          if (what === 'patch') rows.patch(id, { colour });
          if (what === 'delete') rows.delete(id);
        }
        for (const colour of ['red', 'green', 'blue']) {
          expect(ids(rows.by('colour', colour))).toEqual(ids(rows.list((row) => row.colour === colour)));
          expect(rows.countBy('colour', colour)).toBe(rows.by('colour', colour).length);
        }
        const copy = make();
        copy.load(JSON.parse(JSON.stringify(rows)) as ReturnType<typeof rows.toJSON>);
        expect(ids(copy)).toEqual(ids(rows));
        for (const row of rows) {
          expect(ids(rows.after(rows.sequenceOf(row)))).toEqual(
            ids(rows).slice(ids(rows).indexOf(row.id) + 1),
          );
          expect(copy.sequenceOf(row)).toBe(rows.sequenceOf(row));
        }
      }),
      { numRuns: 200 },
    );
  });

  it('rejects a second row with the same id', () => {
    const rows = make();
    rows.insert(row('1', 'red'));
    expect(() => rows.insert(row('1', 'green'))).toThrow('A row with the id 1 already exists.');
  });

  it('does not change a row that was read before', () => {
    const rows = make();
    const held = rows.insert(row('1', 'red'));
    rows.patch('1', { colour: 'blue' });
    expect(held.colour).toBe('red');
    expect(rows.get('1')?.colour).toBe('blue');
  });
});
