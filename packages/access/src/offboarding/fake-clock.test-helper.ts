import type { FakeSeam } from '@org/seam-testing';
import type { Clock } from './clock.ts';

/** The fake's time as the time of a workflow: waiting moves it. */
export const clockOf = (clock: FakeSeam['clock']): Clock => clock.autoAdvancing;
