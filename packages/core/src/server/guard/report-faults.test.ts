import { afterEach, expect, it, vi } from 'vitest';
import { faultFields } from './fault-fields.ts';
import { reportFaults } from './report-faults.ts';

const fault = new Error('no database');
const request = { requestId: 'r1', path: '/devices/list' };
const written = [{ fault: faultFields(fault), ...request }, 'A fault in answering a call'];

afterEach(() => void vi.restoreAllMocks());

it('R62: a fault goes to onError, and to nothing else', () => {
  const [onError, error] = [vi.fn(), vi.fn()];
  const console = vi.spyOn(globalThis.console, 'error').mockReturnValue();
  reportFaults({ onError, logger: { info: vi.fn(), error } })(fault, request);
  expect(onError).toHaveBeenCalledExactlyOnceWith(fault, request);
  expect(error).not.toHaveBeenCalled();
  expect(console).not.toHaveBeenCalled();
});

it('a fault goes to the logger where nothing else hears of it', () => {
  const error = vi.fn();
  const console = vi.spyOn(globalThis.console, 'error').mockReturnValue();
  reportFaults({ logger: { info: vi.fn(), error } })(fault, request);
  expect(error).toHaveBeenCalledExactlyOnceWith(...written);
  expect(console).not.toHaveBeenCalled();
});

it('a fault that nobody hears of is written to the console', () => {
  const console = vi.spyOn(globalThis.console, 'error').mockReturnValue();
  reportFaults({})(fault, request);
  expect(console).toHaveBeenCalledExactlyOnceWith(...written.toReversed());
});
