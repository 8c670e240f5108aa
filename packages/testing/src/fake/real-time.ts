import type { World } from './world.ts';

/** How often the fake looks for due work between requests, in milliseconds. */
const interval = 100;

interface RealTimeOptions {
  /** Whether webhooks are delivered automatically. */
  readonly delivers: boolean;
  /** Called after jobs ran without a request, and when deliveries are due. The next call waits for it. */
  readonly onDue: () => Promise<void>;
  /** Called when a job fails. */
  readonly onError: (error: unknown) => void;
}

const hasDueDeliveries = ({ state, clock }: World): boolean => {
  const now = clock.timestamp();
  return state.deliveries.by('status', 'pending').some(({ next_attempt_at = '' }) => next_attempt_at <= now);
};

/** Makes a fake's clock follow the real time, and does what is due between requests. Returns a function that stops it. */
export const runInRealTime = (world: World, { delivers, onDue, onError }: RealTimeOptions): (() => void) => {
  const { clock, queue } = world;
  let isBusy = false;

  const settle = (): void => {
    try {
      clock.settle();
    } catch (error) {
      onError(error);
    }
  };
  const tick = async (): Promise<void> => {
    const next = queue.nextDue() ?? Infinity;
    settle();
    const didRun = next <= clock.now().getTime();
    if (isBusy || !(didRun || (delivers && hasDueDeliveries(world)))) return;
    isBusy = true;
    await onDue().finally(() => (isBusy = false));
  };

  // eslint-disable-next-line eslint/no-restricted-properties, bans/no-current-time -- the caller chose the real time
  const stopFollowing = clock.follow(() => Date.now());
  settle();
  // eslint-disable-next-line eslint/no-restricted-globals -- work becomes due without a request
  const timer = setInterval(() => void tick(), interval);
  timer.unref();
  return () => {
    clearInterval(timer);
    stopFollowing();
  };
};
