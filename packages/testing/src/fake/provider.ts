import { type AccessCodeProvider, accessCodeProvider } from '../resources/access-codes/provider.ts';
import type { AcsProvider } from '../resources/acs/provider-interface.ts';
import { acsProvider } from '../resources/acs/provider.ts';
import { type AccountProvider, accountProvider } from '../resources/connected-accounts/provider.ts';
import { type DevicesProvider, devicesProvider } from '../resources/devices/provider.ts';
import { type LocksProvider, locksProvider } from '../resources/locks/provider.ts';
import { type NoiseSensorsProvider, noiseSensorsProvider } from '../resources/noise-sensors/provider.ts';
import { type ThermostatsProvider, thermostatsProvider } from '../resources/thermostats/provider.ts';
import { copyData } from './copy-data.ts';
import type { ProviderAction, ProviderFailure } from './provider-failures.ts';
import type { World } from './world.ts';

/**
 * What happens at devices, in access systems and in accounts without a request to Seam. Each resource contributes its
 * part in its own `provider.ts`.
 */
export interface Provider
  extends
    AccessCodeProvider,
    AccountProvider,
    AcsProvider,
    DevicesProvider,
    LocksProvider,
    NoiseSensorsProvider,
    ThermostatsProvider {
  /**
   * Makes the next action of a kind fail when it is due: an action attempt ends in an error, an access code cannot be
   * set.
   *
   * @example
   * fake.provider.failNext('UNLOCK_DOOR', { type: 'device_offline', message: 'The lock does not respond.' });
   * @throws SeamConfigError when the action is unknown or the failure is invalid
   */
  failNext(action: ProviderAction, failure?: Partial<ProviderFailure>): void;
}

/** The same functions, with arguments that are copied: a change that Seam finds later keeps the values of the call. */
const separate = (provider: Provider): Provider =>
  Object.fromEntries(
    Object.entries(provider).map(([name, run]) => [
      name,
      (...args: unknown[]): unknown => (run as (...copies: unknown[]) => unknown)(...args.map(copyData)),
    ]),
  ) as unknown as Provider;

/** Creates the provider side of one fake. */
export const createProvider = (world: World): Provider =>
  separate({
    ...accessCodeProvider(world),
    ...accountProvider(world),
    ...devicesProvider(world),
    ...locksProvider(world),
    ...noiseSensorsProvider(world),
    ...thermostatsProvider(world),
    ...acsProvider(world),
    failNext: (action, failure) => world.failures.failNext(action, failure),
  });
