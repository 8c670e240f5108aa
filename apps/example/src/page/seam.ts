import { acs, createSeamFrom, devices, userIdentities } from '@org/seam-core';
import { signedOut } from './state/signed-out.ts';

const fetchAsSignedIn: typeof fetch = async (input, init) => {
  const response = await fetch(input, init);
  if (response.status === 401) signedOut.tell();
  return response;
};

/** Seam as the page knows it: the real client, with the console's own server in Seam's place. */
export const seam = createSeamFrom(
  { userIdentities, acs, devices },
  { endpoint: '/api/seam', auth: 'none', fetch: fetchAsSignedIn },
);
