import type { EventType } from '../../src/resources/events/emit.ts';
import { accessCodeSituations } from './access-codes.test-helper.ts';
import { accessGrantSituations } from './access-grants.test-helper.ts';
import { accountSituations } from './accounts.test-helper.ts';
import { acsSituations } from './acs.test-helper.ts';
import { deviceSituations } from './devices.test-helper.ts';
import { lockSituations } from './locks.test-helper.ts';
import type { Situation } from './situation.test-helper.ts';
import { spaceSituations } from './spaces.test-helper.ts';
import { thermostatSituations } from './thermostats.test-helper.ts';

/** How the fake comes to write an event of each documented type. A missing type is a type error. */
export const everyEvent: Readonly<Record<EventType, Situation>> = {
  ...accessCodeSituations,
  ...accessGrantSituations,
  ...accountSituations,
  ...acsSituations,
  ...deviceSituations,
  ...lockSituations,
  ...spaceSituations,
  ...thermostatSituations,
};
