import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { misspeltHandler } from './misspelt-handler.ts';

const on = { 'acs_user.deleted': () => {} };

it.each(['acs_user.delted', 'acs_user.deletedd', 'acs_user.delefed', 'acs_user.deletde', 'cs_user.deleted'])(
  '%s was meant when there is one slip of the pen',
  (name) => {
    expect(misspeltHandler({ [name]: () => {} }, 'acs_user.deleted')).toBe(name);
    expect(misspeltHandler(on, name)).toBe('acs_user.deleted');
  },
);

it.each(['acs_user.deleted', 'acs_user.created', 'lock.locked', ''])('%s is another name', (name) => {
  expect(misspeltHandler(on, name)).toBeUndefined();
});

it('does not take lock.locked for lock.unlocked', () => {
  expect(misspeltHandler({ 'lock.locked': () => {} }, 'lock.unlocked')).toBeUndefined();
});

it('takes no name of Seam’s for another', () => {
  const models = readFileSync(new URL('../../generated/models/events.ts', import.meta.url), 'utf8');
  const names = [...models.matchAll(/^ {2}event_type: '(.+)';$/gm)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(100);
  for (const name of names) {
    const others = Object.fromEntries(names.filter((other) => other !== name).map((other) => [other, 0]));
    expect(misspeltHandler(others, name)).toBeUndefined();
  }
});
