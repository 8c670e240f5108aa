import { expect, it, vi } from 'vitest';
import { notify } from './promises.ts';

const failing = {
  throws: () => {
    throw new Error('boom');
  },
  rejects: () => Promise.reject(new Error('boom')),
};

it('calls the listener before it returns', () => {
  const listener = vi.fn<() => void>();
  notify(listener);
  expect(listener).toHaveBeenCalledOnce();
});

it.each(Object.entries(failing))(
  'passes the error of a listener that %s to onFailure',
  async (_, listener) => {
    const onFailure = vi.fn<(error: unknown) => void>();
    notify(listener, onFailure);
    await vi.waitFor(() => expect(onFailure).toHaveBeenCalledWith(new Error('boom')));
  },
);

it.each(Object.entries(failing))(
  'drops the error of a listener that %s, and of onFailure',
  async (_, listener) => {
    const unhandled = vi.fn<() => void>();
    process.on('unhandledRejection', unhandled);
    notify(listener);
    notify(listener, listener);
    await new Promise((resolve) => setImmediate(resolve));
    process.off('unhandledRejection', unhandled);
    expect(unhandled).not.toHaveBeenCalled();
  },
);
