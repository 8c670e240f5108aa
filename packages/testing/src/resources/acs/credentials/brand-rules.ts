import type { AcsCredentialsCreateParams } from '@org/seam-core';
import { apiError } from '@org/seam-server';
import type { AcsCredentialRow, AcsSystemRow } from '../../../fake/acs-rows.ts';
import type { World, WorldContext } from '../../../fake/world.ts';
import { supportsMethod, systemTypeOf } from '../systems/system-types.ts';

const largestPtiCode = 4_294_967_296;

/** Checks a requested code. @throws SeamApiError 400 when the access system generates its codes or cannot store it */
export const checkCode = (code: string | undefined, { external_type }: AcsSystemRow): void => {
  if (code === undefined) return;
  const { display_name, generatesCodes } = systemTypeOf(external_type);
  if (generatesCodes === true)
    throw apiError('invalid_input', {
      message: `A ${display_name} generates the codes itself. Create the credential without a code.`,
    });
  if (external_type === 'pti_site' && (Number(code) < 1 || Number(code) > largestPtiCode))
    throw apiError('invalid_input', {
      message: `The code ${code} is not between 1 and ${largestPtiCode}, as a ${display_name} requires.`,
    });
};

/** The credentials with this access method that the owner of a new credential has in the access system. */
const findEarlierCredentials = (
  { acs_user_id, user_identity_id = '', access_method }: AcsCredentialsCreateParams,
  { acs_system_id }: AcsSystemRow,
  { state }: World,
): AcsCredentialRow[] => {
  const users = state.acsUsers.by('user_identity_id', user_identity_id);
  const owner = acs_user_id ?? users.find((user) => user.acs_system_id === acs_system_id)?.acs_user_id;
  return owner === undefined
    ? []
    : state.acsCredentials.by('acs_user_id', owner).filter((row) => row.access_method === access_method);
};

/**
 * The card that a request updates instead of creating another one: a Salto Space user has one card, and a request with
 * `assign_new_key: false` writes its changed permissions.
 */
export const findCardToUpdate = (
  params: AcsCredentialsCreateParams,
  system: AcsSystemRow,
  { world }: WorldContext,
): AcsCredentialRow | undefined =>
  params.salto_space_metadata?.assign_new_key === false &&
  systemTypeOf(system.external_type).hasOneCredentialPerMethod === true
    ? findEarlierCredentials(params, system, world)[0]
    : undefined;

/**
 * Checks what the brand of the access system documents about new credentials: which access methods it supports, who
 * chooses the code, how many entrances a code opens, and how many credentials a user has.
 * @throws SeamApiError 400
 */
export const checkBrandRules = (
  params: AcsCredentialsCreateParams,
  system: AcsSystemRow,
  { world }: WorldContext,
): void => {
  const { access_method, code, allowed_acs_entrance_ids = [] } = params;
  const type = systemTypeOf(system.external_type);
  const { display_name, entrancesPerCode = Number.POSITIVE_INFINITY } = type;
  // The entrances of a request state themselves what unlocks them.
  if (allowed_acs_entrance_ids.length === 0 && !supportsMethod(type, access_method))
    throw apiError('not_supported', {
      message: `A ${display_name} does not support credentials with the access method ${access_method}.`,
    });
  checkCode(code, system);
  if (access_method === 'code' && allowed_acs_entrance_ids.length > entrancesPerCode)
    throw apiError('invalid_input', {
      message: `A code of a ${display_name} opens one entrance. Create a credential for each entrance.`,
    });
  if (type.hasOneCredentialPerMethod === true && findEarlierCredentials(params, system, world).length > 0)
    throw apiError('invalid_input', {
      message: `A user of a ${display_name} has at most one ${access_method}. Delete the other credential first.`,
    });
};
