import { afterAll, beforeAll, expect } from 'vitest';

/**
 * Lets the tests of a file fail when the process has something to complain of: a rejection that nobody caught, an error that
 * nobody did. Returns what it has complained of so far.
 */
export const expectNoComplaints = (): readonly unknown[] => {
  const complaints: unknown[] = [];
  const complain = (complaint: unknown) => void complaints.push(complaint);
  beforeAll(() => void process.on('unhandledRejection', complain).on('uncaughtException', complain));
  afterAll(() => {
    process.off('unhandledRejection', complain).off('uncaughtException', complain);
    expect(complaints).toEqual([]);
  });
  return complaints;
};
