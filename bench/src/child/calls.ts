import type * as Core from '@org/seam-core';
import type * as Official from '@seamapi/http';
import type { Subject } from '../subjects.ts';

interface Ky {
  default: { get(url: string, options: { headers: Record<string, string> }): { json(): Promise<unknown> } };
}

const user_identity_id = '2f4e6f0a-3c1b-4a62-9d1e-8f5a7c9b0d12';
const path = `/user_identities/get?user_identity_id=${user_identity_id}`;
const apiKey = `seam_${'a'.repeat(40)}`;
const headers = { authorization: `Bearer ${apiKey}` };

/** The same request with each subject and its defaults. */
export const calls: Record<Subject, (module: unknown, endpoint: string) => () => Promise<unknown>> = {
  fetch: (_, endpoint) => async () => {
    const response = await fetch(endpoint + path, { headers });
    if (!response.ok) throw new Error(`HTTP ${response.status}`);
    return response.json();
  },
  ky: (module, endpoint) => {
    const { default: ky } = module as Ky;
    return () => ky.get(endpoint + path, { headers }).json();
  },
  '@org/seam-core': (module, endpoint) => {
    const seam = (module as typeof Core).createSeam({ apiKey, endpoint });
    return () => seam.userIdentities.get({ user_identity_id });
  },
  '@seamapi/http': (module, endpoint) => {
    const seam = (module as typeof Official).SeamHttp.fromApiKey(apiKey, { endpoint });
    return async () => seam.userIdentities.get({ user_identity_id });
  },
};
