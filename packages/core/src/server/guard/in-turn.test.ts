import { expect, it, vi } from 'vitest';
import { gate } from './gate.test-helper.ts';
import { createInTurn } from './in-turn.ts';

const atOnce = () => Promise.resolve();
const wait = (turn: Promise<unknown>) => turn;

/** Lets everything happen that waits for nothing but its turn. */
const settle = () => new Promise((resolve) => setImmediate(resolve));

const start = () => {
  const inTurn = createInTurn();
  const seen: string[] = [];
  const enter = (name: string, keys: readonly string[], prepare: () => Promise<void> = atOnce) => {
    const { open, opened } = gate();
    const perform = async () => {
      seen.push(`${name} begins`);
      await opened;
      seen.push(`${name} ends`);
    };
    return { open, over: inTurn(keys, { prepare, wait, perform }) };
  };
  return { seen, enter, inTurn };
};

it('the order is that of coming, however long each prepares', async () => {
  const { seen, enter } = start();
  const slow = gate();
  const grant = enter('grant', ['ada'], () => slow.opened);
  const revoke = enter('revoke', ['ada']);
  await settle();
  expect(seen).toEqual([]);
  slow.open();
  grant.open();
  revoke.open();
  await Promise.all([grant.over, revoke.over]);
  expect(seen).toEqual(['grant begins', 'grant ends', 'revoke begins', 'revoke ends']);
});

it('one that gives up its place lets nobody past those before it', async () => {
  const { seen, enter } = start();
  const first = enter('first', ['ada']);
  const denied = enter('denied', ['ada'], () => Promise.reject(new Error('no')));
  const third = enter('third', ['ada']);
  third.open();
  await expect(denied.over).rejects.toThrow('no');
  await settle();
  expect(seen).toEqual(['first begins']);
  first.open();
  await third.over;
  expect(seen).toEqual(['first begins', 'first ends', 'third begins', 'third ends']);
});

it('R79: one that gave up its place before the next came lets that past nobody, either', async () => {
  const { seen, enter } = start();
  const first = enter('first', ['ada']);
  await expect(enter('denied', ['ada'], () => Promise.reject(new Error('no'))).over).rejects.toThrow('no');
  await settle();
  const third = enter('third', ['ada']);
  third.open();
  await settle();
  expect(seen).toEqual(['first begins']);
  first.open();
  await third.over;
  expect(seen).toEqual(['first begins', 'first ends', 'third begins', 'third ends']);
});

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
  await settle();
  expect(kept?.size).toBe(0);
});

it('one with two keys waits for both, and others do not wait for each other', async () => {
  const { seen, enter } = start();
  const ada = enter('ada', ['ada']);
  const bob = enter('bob', ['bob']);
  const both = enter('both', ['bob', 'ada']);
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
  const inTurn = createInTurn();
  const fail = () => Promise.reject(new Error('broken'));
  await expect(inTurn(['ada'], { prepare: atOnce, wait, perform: fail })).rejects.toThrow('broken');
  expect(await inTurn(['ada'], { prepare: atOnce, wait, perform: () => Promise.resolve(1) })).toBe(1);
});

it('one that does not want to wait lets nobody past those before it', async () => {
  const { seen, enter, inTurn } = start();
  const first = enter('first', ['ada']);
  const impatient = inTurn(['ada'], {
    prepare: atOnce,
    wait: () => Promise.reject(new Error('full')),
    perform: atOnce,
  });
  await expect(impatient).rejects.toThrow('full');
  const third = enter('third', ['ada']);
  third.open();
  await settle();
  expect(seen).toEqual(['first begins']);
  first.open();
  await third.over;
});
