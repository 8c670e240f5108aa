import type { Terminal } from './terminal.ts';

/** How far something is. */
export interface Progress {
  readonly done: number;
  readonly total: number;
  /** Per second. */
  readonly rate?: number | undefined;
  /** In milliseconds. */
  readonly remaining?: number | null | undefined;
  /** What else to show, such as how many are stuck. */
  readonly details?: readonly string[] | undefined;
}

const formatTime = (ms: number): string => {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.ceil(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
};

const width = 24;

/** A bar with numbers, rate and remaining time. */
export const formatProgress = (
  what: string,
  { done, total, rate, remaining, details = [] }: Progress,
): string => {
  const share = total === 0 ? 1 : Math.min(1, done / total);
  const filled = Math.floor(share * width);
  return [
    `${what} [${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${done}/${total}`,
    ...(rate !== undefined && rate > 0 ? [`${rate.toFixed(rate < 10 ? 1 : 0)}/s`] : []),
    ...(typeof remaining === 'number' && done < total ? [`${formatTime(remaining)} left`] : []),
    ...details,
  ].join(', ');
};

/** The least time between two lines where there is no terminal, in milliseconds. */
const plainInterval = 10_000;
const terminalInterval = 100;

interface ProgressOptions {
  readonly terminal: Terminal;
  readonly what: string;
  /** In milliseconds. @default the monotonic clock */
  readonly now?: () => number;
}

/** Shows progress: a bar that moves on a terminal, elsewhere a line now and then and at the end. */
export const createProgress = ({
  terminal,
  what,
  now = () => performance.now(),
}: ProgressOptions): ((progress: Progress) => void) => {
  const started = now();
  let shown = -Infinity;
  let last = '';
  return (progress) => {
    const time = now();
    const isLast = progress.done >= progress.total;
    if (!isLast && time - shown < (terminal.isTerminal ? terminalInterval : plainInterval)) return;
    const seconds = (time - started) / 1000;
    const rate = progress.rate ?? (seconds > 0 ? progress.done / seconds : undefined);
    const left = progress.total - progress.done;
    const remaining =
      progress.remaining === undefined ? (rate ? (left / rate) * 1000 : undefined) : progress.remaining;
    const line = formatProgress(what, { ...progress, rate, remaining });
    if (line === last) return;
    shown = time;
    last = line;
    terminal.show(line);
  };
};
