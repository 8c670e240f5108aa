import type { AcsCredentialsUpdateParams } from '@org/seam-core';
import type { AcsCredentialRow } from '../../../rows.ts';
import type { World, WorldContext } from '../../../world.ts';
import { checkPeriod } from '../check-period.ts';

/** What is on a card stays as it is until the card is encoded again. */
const reissue = ({ clock }: World, { warnings }: AcsCredentialRow): AcsCredentialRow['warnings'] => [
  ...warnings.filter(({ warning_code }) => warning_code !== 'needs_to_be_reissued'),
  {
    warning_code: 'needs_to_be_reissued',
    message: 'The card has to be encoded again for the change to take effect.',
    created_at: clock.timestamp(),
  },
];

/** Changes a credential's code or its end. */
export const updateCredential = (
  { acs_credential_id, code, ends_at }: AcsCredentialsUpdateParams,
  { world, workspace_id }: WorldContext,
): void => {
  const { acsCredentials } = world.state;
  const credential = acsCredentials.require(acs_credential_id, workspace_id);
  const { access_method, is_issued, starts_at } = credential;
  if (ends_at !== undefined) checkPeriod(world, { starts_at, ends_at });
  acsCredentials.patch(acs_credential_id, {
    ...(code === undefined ? {} : { code }),
    ...(ends_at === undefined ? {} : { ends_at }),
    ...(access_method === 'card' && is_issued === true ? { warnings: reissue(world, credential) } : {}),
  });
};
