import { SeamConfigError } from '../errors/seam-config-error.ts';
import type { SeamOptions } from '../options.ts';
import { readEnvironment } from '../read-environment.ts';

const otherPrefixes = ['seam_at', 'seam_cst', 'seam_pk'];

const check = (option: string, token: string, isKind: boolean): string => {
  if (!isKind || !/^[\w.-]+$/.test(token))
    throw new SeamConfigError(
      `${option} is not of the kind it should be: an API key begins with "seam_", a personal access token with ` +
        '"seam_at", and neither holds spaces or line breaks. (The value is not shown because it may be a secret.)',
    );
  return token;
};

const withApiKey = (apiKey: string): Record<string, string> => {
  const isKind = apiKey.startsWith('seam_') && !otherPrefixes.some((prefix) => apiKey.startsWith(prefix));
  return { authorization: `Bearer ${check('apiKey', apiKey, isKind)}` };
};

const withToken = (token: string, workspaceId: string | undefined): Record<string, string> => {
  check('personalAccessToken', token, token.startsWith('seam_at'));
  if (!workspaceId)
    throw new SeamConfigError(
      'A personal access token needs a workspaceId (or SEAM_WORKSPACE_ID): it may reach several.',
    );
  return { authorization: `Bearer ${token}`, 'seam-workspace': check('workspaceId', workspaceId, true) };
};

/**
 * The headers that say who calls. Options come before the environment, which is read only when no credential is passed.
 * @throws SeamConfigError without a credential, with two, or with one of the wrong kind.
 */
export const readCredential = (options: SeamOptions): Record<string, string> => {
  const { auth, apiKey, personalAccessToken, workspaceId = readEnvironment('SEAM_WORKSPACE_ID') } = options;
  if ([auth, apiKey, personalAccessToken].filter((option) => option !== undefined).length > 1)
    throw new SeamConfigError("Pass one of apiKey, personalAccessToken and auth: 'none', not several.");
  if (auth === 'none') return {};
  if (apiKey !== undefined) return withApiKey(apiKey);
  if (personalAccessToken !== undefined) return withToken(personalAccessToken, workspaceId);

  const key = readEnvironment('SEAM_API_KEY');
  const token = readEnvironment('SEAM_PERSONAL_ACCESS_TOKEN');
  if (key && token)
    throw new SeamConfigError(
      'SEAM_API_KEY and SEAM_PERSONAL_ACCESS_TOKEN are both set: pass the one you mean.',
    );
  if (key) return withApiKey(key);
  if (token) return withToken(token, workspaceId);
  throw new SeamConfigError(
    'No credential: pass apiKey, or personalAccessToken and workspaceId, or set SEAM_API_KEY.',
  );
};
