import { openapi } from '@seamapi/types/connect';
import { describe, expect, it } from 'vitest';
import { createFakeSeam } from '../../src/fake/create-fake.ts';
import { everyEndpoint } from './every-endpoint.test-helper.ts';

const fake = createFakeSeam();
const token = fake.add.personalAccessToken();
const consoleToken = fake.add.consoleSession();
const { publishable_key = '' } = fake.state.workspaces.get(fake.workspaceId) ?? {};
const bearer = (credential: string) => ({ authorization: `Bearer ${credential}` });

const headers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  api_key: bearer(fake.apiKey),
  pat_with_workspace: { ...bearer(token), 'seam-workspace': fake.workspaceId },
  pat_without_workspace: bearer(token),
  client_session: bearer(fake.add.clientSession().token),
  console_session_with_workspace: { ...bearer(consoleToken), 'seam-workspace': fake.workspaceId },
  console_session_without_workspace: bearer(consoleToken),
  publishable_key: { 'seam-publishable-key': publishable_key },
};
const beginning = fake.snapshot();

const { paths } = openapi as unknown as {
  readonly paths: Readonly<Record<string, { readonly post: { readonly security: readonly object[] } }>>;
};

const documented = (path: string): string[] => {
  const names = (paths[path]?.post.security ?? []).flatMap((scheme) => Object.keys(scheme));
  // A token that needs no workspace may name one all the same.
  const more = names.flatMap((name) => name.replace('without', 'with'));
  return [...new Set([...names, ...more])].filter((name) => headers[name]).toSorted();
};

describe('an endpoint knows its callers', () => {
  it.each(everyEndpoint)('of $path', async ({ path }) => {
    const welcome: string[] = [];
    for (const [name, credential] of Object.entries(headers)) {
      fake.restore(beginning);
      const { status } = await fake.fetch(fake.endpoint + path, {
        method: 'POST',
        headers: { ...credential, 'content-type': 'application/json' },
        body: JSON.stringify({ user_identifier_key: 'guest-1' }),
      });
      if (status !== 401) welcome.push(name);
    }
    expect(welcome.toSorted()).toEqual(documented(path));
  });
});
