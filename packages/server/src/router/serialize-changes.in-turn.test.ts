import { expect, it, vi } from 'vitest';
import { gate } from '../../test/gate.test-helper.ts';
import { createMutex } from './serialize-changes.ts';

const afterWait = () => Promise.resolve();
const wait = (turn: Promise<void>) => turn;

/** Lets everything happen that waits for nothing but its turn. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

const start = () => {
  const inTurn = createMutex();
  const seen: string[] = [];
  const enter = (
    name: string,
    keys: readonly string[],
    options: { wait?: typeof wait; afterWait?: typeof afterWait } = {},
  ) => {
    const { open, opened } = gate();
    const perform = async () => {
      seen.push(`${name} begins`);
      await opened;
      seen.push(`${name} ends`);
    };
    return { open, over: inTurn(keys, { wait, afterWait, ...options, perform }) };
  };
  return { seen, enter, inTurn };
};

it('R79: one that comes when the first is over waits for the second', async () => {
  const { seen, enter } = start();
  const first = enter('first', ['ada']);
  const second = enter('second', ['ada']);
  first.open();
  await first.over;
  await settle();
  const third = enter('third', ['ada']);
  third.open();
  await settle();
  expect(seen).toEqual(['first begins', 'first ends', 'second begins']);
  second.open();
  await third.over;
  expect(seen.slice(-3)).toEqual(['second ends', 'third begins', 'third ends']);
});

it('keys that nobody waits for are forgotten', async () => {
  const set = vi.spyOn(Map.prototype, 'set');
  const { enter } = start();
  const [ada, bob] = [enter('ada', ['ada']), enter('bob', ['ada', 'bob'])];
  const index = set.mock.calls.findIndex(([key]) => key === 'bob');
  const kept = set.mock.contexts[index] as Map<string, unknown> | undefined;
  set.mockRestore();
  expect([...(kept?.keys() ?? [])]).toEqual(['ada', 'bob']);
  ada.open();
  bob.open();
  await Promise.all([ada.over, bob.over]);
  expect(kept?.size).toBe(0);
});

it('R89: behind one that never ends, those who gave up are forgotten', async () => {
  const set = vi.spyOn(Map.prototype, 'set');
  const { enter } = start();
  void enter('first', ['ada']);
  const index = set.mock.calls.findIndex(([key]) => key === 'ada');
  const kept = set.mock.contexts[index] as Map<string, Set<unknown>> | undefined;
  set.mockRestore();
  const late = () => Promise.reject(new Error('late'));
  for (const _time of [1, 2, 3])
    await expect(enter('late', ['ada'], { wait: late }).over).rejects.toThrow('late');
  expect(kept?.get('ada')?.size).toBe(1);
});

it('one with two keys waits for both, and others do not wait for each other', async () => {
  const { seen, enter } = start();
  const ada = enter('ada', ['ada']);
  const bob = enter('bob', ['bob']);
  const both = enter('both', ['bob', 'ada', 'bob']);
  both.open();
  await settle();
  expect(seen).toEqual(['ada begins', 'bob begins']);
  bob.open();
  await settle();
  expect(seen).not.toContain('both begins');
  ada.open();
  await Promise.all([ada.over, bob.over, both.over]);
  expect(seen.at(-1)).toBe('both ends');
});

it('one that fails is over', async () => {
  const { inTurn } = start();
  const fail = () => Promise.reject(new Error('broken'));
  await expect(inTurn(['ada'], { wait, afterWait, perform: fail })).rejects.toThrow('broken');
  expect(await inTurn(['ada'], { wait, afterWait, perform: () => Promise.resolve(1) })).toBe(1);
});

it.each([
  ['wait', 'does not want to wait'],
  ['afterWait', 'is denied after the wait'],
])('R79: one that rejects in %s, because it %s, lets nobody past those before it', async (step) => {
  const { seen, enter } = start();
  const first = enter('first', ['ada']);
  const second = enter('second', ['ada'], { [step]: () => Promise.reject(new Error('no')) });
  const third = enter('third', ['ada']);
  third.open();
  const refused = expect(second.over).rejects.toThrow('no');
  await settle();
  expect(seen).toEqual(['first begins']);
  first.open();
  await Promise.all([third.over, refused]);
  expect(seen).toEqual(['first begins', 'first ends', 'third begins', 'third ends']);
});

it('R90: the step after the wait is left out without one', async () => {
  const { enter } = start();
  const asked = vi.fn(afterWait);
  const first = enter('first', ['ada'], { afterWait: asked });
  const second = enter('second', ['ada'], { afterWait: asked });
  expect(asked).not.toHaveBeenCalled();
  first.open();
  second.open();
  await Promise.all([first.over, second.over]);
  expect(asked).toHaveBeenCalledOnce();
});
