import { expect, it } from 'vitest';
import { tree } from '../adapters.test-helper.ts';
import { withoutEmptyTexts } from './without-empty-texts.ts';

const { get, delete: remove, rename } = tree.widgets;

it.each([get, remove])(
  'an empty text is left out where it would travel in a query string: $verb',
  (endpoint) => {
    expect(withoutEmptyTexts(endpoint, { widget_id: 'w1', name: '', n: 0, ids: [] })).toEqual({
      widget_id: 'w1',
      n: 0,
      ids: [],
    });
  },
);

it.each([[['']], [['a', '']], [{ a: '' }], [{ a: [{ b: '' }] }], [[[['']]]]])(
  'an empty text inside of %j is refused there, at any depth',
  (value) => {
    expect(() => withoutEmptyTexts(get, { value })).toThrow(
      expect.objectContaining({ validationErrors: { _errors: [], value: { _errors: ['An empty text'] } } }),
    );
  },
);

it('a body says empty texts', () => {
  const params = { name: '', inner: { a: '' } };
  expect(withoutEmptyTexts(rename, params)).toBe(params);
});
