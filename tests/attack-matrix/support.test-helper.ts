import { pino } from 'pino';
import { afterAll, beforeAll, expect } from 'vitest';

/** A promise, and the function that resolves it. */
export const gate = (): { readonly opened: Promise<void>; readonly open: () => void } => {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
};

/** A pino logger that keeps its lines. */
export const logging = () => {
  const lines: string[] = [];
  return { lines, logger: pino({ base: null }, { write: (line: string) => void lines.push(line) }) };
};

/** Fails the file after an unhandled rejection or an uncaught exception. Returns those that occurred so far. */
export const expectNoProcessErrors = (): readonly unknown[] => {
  const problems: unknown[] = [];
  const collect = (problem: unknown) => void problems.push(problem);
  beforeAll(() => void process.on('unhandledRejection', collect).on('uncaughtException', collect));
  afterAll(() => {
    process.off('unhandledRejection', collect).off('uncaughtException', collect);
    expect(problems).toEqual([]);
  });
  return problems;
};
