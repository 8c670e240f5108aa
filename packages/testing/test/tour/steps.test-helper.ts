import type { StepsUnder } from './step.test-helper.ts';
import { accessCodeSteps } from './steps/access-codes.test-helper.ts';
import { accessGrantSteps } from './steps/access-grants.test-helper.ts';
import { accessMethodSteps } from './steps/access-methods.test-helper.ts';
import { acsAccessGroupSteps } from './steps/acs-access-groups.test-helper.ts';
import { acsCredentialSteps } from './steps/acs-credentials.test-helper.ts';
import { acsEncoderSteps } from './steps/acs-encoders.test-helper.ts';
import { acsEntranceSteps } from './steps/acs-entrances.test-helper.ts';
import { acsSystemSteps } from './steps/acs-systems.test-helper.ts';
import { acsUserSteps } from './steps/acs-users.test-helper.ts';
import { actionAttemptSteps } from './steps/action-attempts.test-helper.ts';
import { clientSessionSteps } from './steps/client-sessions.test-helper.ts';
import { connectWebviewSteps } from './steps/connect-webviews.test-helper.ts';
import { connectedAccountSteps } from './steps/connected-accounts.test-helper.ts';
import { customerSteps } from './steps/customers.test-helper.ts';
import { deviceSteps } from './steps/devices.test-helper.ts';
import { eventSteps } from './steps/events.test-helper.ts';
import { instantKeySteps } from './steps/instant-keys.test-helper.ts';
import { lockSteps } from './steps/locks.test-helper.ts';
import { noiseSensorSteps } from './steps/noise-sensors.test-helper.ts';
import { phoneSteps } from './steps/phones.test-helper.ts';
import { spaceSteps } from './steps/spaces.test-helper.ts';
import { thermostatSteps } from './steps/thermostats.test-helper.ts';
import { userIdentitySteps } from './steps/user-identities.test-helper.ts';
import { webhookSteps } from './steps/webhooks.test-helper.ts';
import { workspaceSteps } from './steps/workspaces.test-helper.ts';

/** The tour: one step for each endpoint of the contract. They depend on nothing but themselves. */
export const steps: StepsUnder<'/'> = {
  ...accessCodeSteps,
  ...accessGrantSteps,
  ...accessMethodSteps,
  ...acsAccessGroupSteps,
  ...acsCredentialSteps,
  ...acsEncoderSteps,
  ...acsEntranceSteps,
  ...acsSystemSteps,
  ...acsUserSteps,
  ...actionAttemptSteps,
  ...clientSessionSteps,
  ...connectWebviewSteps,
  ...connectedAccountSteps,
  ...customerSteps,
  ...deviceSteps,
  ...eventSteps,
  ...instantKeySteps,
  ...lockSteps,
  ...noiseSensorSteps,
  ...phoneSteps,
  ...spaceSteps,
  ...thermostatSteps,
  ...userIdentitySteps,
  ...webhookSteps,
  ...workspaceSteps,
};
