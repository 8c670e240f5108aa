import { expect, it, vi } from 'vitest';
import { gate } from '../../test/gate.test-helper.ts';
import { createMutex } from './serialize-changes.ts';

const authorize = () => Promise.resolve();
const wait = (turn: Promise<void>) => turn;

const runMicrotasks = () => new Promise((resolve) => setImmediate(resolve));

const start = () => {
  const mutex = createMutex();
  const seen: string[] = [];
  const enter = (
    name: string,
    keys: readonly string[],
    options: { wait?: typeof wait; authorize?: typeof authorize } = {},
  ) => {
    const { open, opened } = gate();
    const run = async () => {
      seen.push(`${name} begins`);
      await opened;
      seen.push(`${name} ends`);
    };
    return { open, finished: mutex(keys, { authorize, wait, ...options, run }) };
  };
  return { seen, enter, mutex };
};

it('R79: work that arrives after the first ended waits for the second', async () => {
  const { seen, enter } = start();
  const first = enter('first', ['ada']);
  const second = enter('second', ['ada']);
  first.open();
  await first.finished;
  await runMicrotasks();
  const third = enter('third', ['ada']);
  third.open();
  await runMicrotasks();
  expect(seen).toEqual(['first begins', 'first ends', 'second begins']);
  second.open();
  await third.finished;
  expect(seen.slice(-3)).toEqual(['second ends', 'third begins', 'third ends']);
});

it('deletes keys without running or waiting work', async () => {
  const set = vi.spyOn(Map.prototype, 'set');
  const { enter } = start();
  const [ada, bob] = [enter('ada', ['ada']), enter('bob', ['ada', 'bob'])];
  const index = set.mock.calls.findIndex(([key]) => key === 'bob');
  const queues = set.mock.contexts[index] as Map<string, unknown> | undefined;
  set.mockRestore();
  expect([...(queues?.keys() ?? [])]).toEqual(['ada', 'bob']);
  ada.open();
  bob.open();
  await Promise.all([ada.finished, bob.finished]);
  expect(queues?.size).toBe(0);
});

it('R89: removes work that stopped waiting behind work that never ends', async () => {
  const set = vi.spyOn(Map.prototype, 'set');
  const { enter } = start();
  void enter('first', ['ada']);
  const index = set.mock.calls.findIndex(([key]) => key === 'ada');
  const queues = set.mock.contexts[index] as Map<string, Set<unknown>> | undefined;
  set.mockRestore();
  const late = () => Promise.reject(new Error('late'));
  for (const _time of [1, 2, 3])
    await expect(enter('late', ['ada'], { wait: late }).finished).rejects.toThrow('late');
  expect(queues?.get('ada')?.size).toBe(1);
});

it('work with two keys waits for both, and work with different keys does not wait', async () => {
  const { seen, enter } = start();
  const ada = enter('ada', ['ada']);
  const bob = enter('bob', ['bob']);
  const both = enter('both', ['bob', 'ada', 'bob']);
  both.open();
  await runMicrotasks();
  expect(seen).toEqual(['ada begins', 'bob begins']);
  bob.open();
  await runMicrotasks();
  expect(seen).not.toContain('both begins');
  ada.open();
  await Promise.all([ada.finished, bob.finished, both.finished]);
  expect(seen.at(-1)).toBe('both ends');
});

it('continues after work that fails', async () => {
  const { mutex } = start();
  const fail = () => Promise.reject(new Error('broken'));
  await expect(mutex(['ada'], { authorize, wait, run: fail })).rejects.toThrow('broken');
  expect(await mutex(['ada'], { authorize, wait, run: () => Promise.resolve(1) })).toBe(1);
});

const no = () => Promise.reject(new Error('no'));

it.each([
  ['the wait is rejected', { wait: no }],
  ['the authorization is rejected', { authorize: no }],
  [
    'the authorization is rejected after the wait',
    { authorize: vi.fn<typeof authorize>(no).mockResolvedValueOnce() },
  ],
])('R79: keeps the order when %s', async (_, step) => {
  const { seen, enter } = start();
  const first = enter('first', ['ada']);
  const second = enter('second', ['ada'], step);
  const third = enter('third', ['ada']);
  third.open();
  const rejected = expect(second.finished).rejects.toThrow('no');
  await runMicrotasks();
  expect(seen).toEqual(['first begins']);
  first.open();
  await Promise.all([third.finished, rejected]);
  expect(seen).toEqual(['first begins', 'first ends', 'third begins', 'third ends']);
});

it('R90: authorizes once without a wait, and again after one', async () => {
  const { enter } = start();
  const counted = () => vi.fn(authorize);
  const [once, twice] = [counted(), counted()];
  const first = enter('first', ['ada'], { authorize: once });
  const second = enter('second', ['ada'], { authorize: twice });
  first.open();
  second.open();
  await Promise.all([first.finished, second.finished]);
  expect(once).toHaveBeenCalledOnce();
  expect(twice).toHaveBeenCalledTimes(2);
});

it('R94: work that takes long to authorize runs before later work, and does not delay it once it is denied', async () => {
  const { seen, enter } = start();
  const [slow, denied] = [gate(), gate()];
  const first = enter('first', ['ada'], { authorize: () => slow.opened });
  const second = enter('second', ['ada'], { authorize: () => denied.opened.then(no) });
  const third = enter('third', ['ada']);
  for (const { open } of [first, third]) open();
  await runMicrotasks();
  expect(seen).toEqual([]);
  slow.open();
  await first.finished;
  await runMicrotasks();
  expect(seen).toEqual(['first begins', 'first ends']);
  denied.open();
  await expect(second.finished).rejects.toThrow('no');
  await third.finished;
  expect(seen.slice(2)).toEqual(['third begins', 'third ends']);
});
