import { describe, expect, it } from 'vitest';
import { Links } from './links.ts';

/** Links of which one was deleted and added again. */
const start = () => {
  const links = new Links();
  for (const [left, right] of [
    ['ada', 'gate'],
    ['bob', 'hall'],
    ['ada', 'hall'],
    ['cleo', 'gate'],
  ] as const)
    links.add(left, right);
  links.delete('ada', 'gate');
  links.add('ada', 'gate');
  return links;
};

describe('links', () => {
  it('keep the order in which they were added on both sides, also when they are restored', () => {
    const links = start();
    const restored = new Links();
    restored.load(links.toJSON());
    for (const each of [links, restored]) {
      expect(each.leftsOf('hall')).toEqual(['bob', 'ada']);
      expect(each.leftsOf('gate')).toEqual(['cleo', 'ada']);
      expect(each.rightsOf('ada')).toEqual(['hall', 'gate']);
    }
    expect(restored.toJSON()).toEqual(links.toJSON());
  });

  it('are gone on both sides when one side is deleted', () => {
    const links = start();
    links.deleteLeft('ada');
    expect(links.leftsOf('hall')).toEqual(['bob']);
    links.deleteRight('gate');
    expect(links.toJSON()).toEqual([['bob', 'hall']]);
    expect(links.delete('bob', 'gate')).toBe(false);
    expect(links.delete('bob', 'hall')).toBe(true);
    expect(links.has('bob', 'hall')).toBe(false);
  });

  it('are no duplicates', () => {
    const links = start();
    links.add('bob', 'hall');
    expect(links.toJSON()).toHaveLength(4);
    expect(links.leftsOf('hall')).toEqual(['bob', 'ada']);
  });
});
