import { pino } from 'pino';

/** A logger of pino's that keeps its lines. */
export const logging = () => {
  const lines: string[] = [];
  return { lines, logger: pino({ base: null }, { write: (line: string) => void lines.push(line) }) };
};
