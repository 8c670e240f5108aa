import { expect, it, vi } from 'vitest';
import { SeamConfigError } from '../../errors/seam-config-error.ts';
import { tellErrors } from './tell-errors.ts';

it('tells an error each time, and one of the set-up once', () => {
  const listener = vi.fn();
  const { tell, tellOnce } = tellErrors(listener);
  for (let times = 0; times < 3; times += 1) {
    tell(new SeamConfigError('of a function'));
    tellOnce(new SeamConfigError('of the set-up'));
  }
  expect(listener.mock.calls.map(([error]) => (error as Error).message)).toEqual([
    'of a function',
    'of the set-up',
    'of a function',
    'of a function',
  ]);
});

it('keeps no more than a hundred sentences in mind', () => {
  const listener = vi.fn();
  const { tellOnce } = tellErrors(listener);
  const tell = (from: number, to: number) => {
    for (let number = from; number <= to; number += 1) tellOnce(new SeamConfigError(`fault ${number}`));
  };
  tell(1, 100);
  tell(1, 100);
  expect(listener).toHaveBeenCalledTimes(100);
  tell(101, 101);
  tell(1, 1);
  expect(listener).toHaveBeenCalledTimes(102);
});

it('drops what the listener throws or rejects with', async () => {
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  tellErrors(() => Promise.reject(new Error('no log'))).tell(new Error('first'));
  tellErrors(() => {
    throw new Error('no log');
  }).tell(new Error('second'));
  await new Promise((resolve) => void setImmediate(resolve));
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});
