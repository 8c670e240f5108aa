import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { createSampleFake, sampleIds } from './samples.ts';

const hasCurl = spawnSync('curl', ['--version']).status === 0;

/** Runs a sample in a shell, with the URL of the fake. */
const run = async (sample: string) => {
  const fake = createSampleFake();
  const { url } = await fake.listen();
  const { stdout } = await promisify(execFile)(
    'sh',
    ['-c', sample.replace('https://connect.getseam.com', url)],
    {
      env: { ...process.env, SEAM_API_KEY: fake.apiKey, no_proxy: '127.0.0.1' },
    },
  );
  const [head = '', body = ''] = stdout.split('\r\n\r\n');
  return {
    fake,
    head,
    body: JSON.parse(body) as unknown,
    [Symbol.asyncDispose]: () => fake[Symbol.asyncDispose](),
  };
};

describe.skipIf(!hasCurl)('the cURL sample', () => {
  it('of "Delete a User Identity" deletes', async () => {
    await using response =
      await run(`curl --include --request POST "https://connect.getseam.com/user_identities/delete" \\
  --header "Authorization: Bearer $SEAM_API_KEY" \\
  --json @- <<EOF
{
  "user_identity_id": "7ad2566e-6fd8-466d-b8e4-c10a14a74fd3"
}

EOF`);
    expect(response.head).toMatch(/^HTTP\/1\.1 200 OK/);
    expect(response.body).toEqual({ ok: true });
    expect(response.fake.state.userIdentities.get(sampleIds.delete.user_identity_id)).toBeUndefined();
  });

  it('of "Remove an ACS User from a User Identity" unlinks', async () => {
    await using response =
      await run(`curl --include --request POST "https://connect.getseam.com/user_identities/remove_acs_user" \\
  --header "Authorization: Bearer $SEAM_API_KEY" \\
  --json @- <<EOF
{
  "user_identity_id": "802633b6-a66c-4911-b57b-323e900ee531",
  "acs_user_id": "faa22878-fa74-4ea0-87f7-2b05c1b06181"
}
EOF`);
    expect(response.body).toEqual({ ok: true });
    expect(response.fake.state.acsUsers.get(sampleIds.remove.acs_user_id)).not.toHaveProperty(
      'user_identity_id',
    );
  });

  it('of "Revoke Access to a Device from a User Identity" revokes', async () => {
    await using response =
      await run(`curl --include --request POST "https://connect.getseam.com/user_identities/revoke_access_to_device" \\
  --header "Authorization: Bearer $SEAM_API_KEY" \\
  --json @- <<EOF
{
  "user_identity_id": "a5a48343-a95e-4f51-a5d9-1e4241b73553",
  "device_id": "92874f9e-a2b5-4d49-a039-0280196ad4d5"
}
EOF`);
    expect(response.body).toEqual({ ok: true });
    expect(response.fake.state.deviceAccess.rightsOf(sampleIds.revoke.user_identity_id)).toEqual([]);
  });

  it('of "Revoke ACS User Access to All Entrances" has no id, and returns 400 with the parameters to pass', async () => {
    await using response =
      await run(`curl --include --request POST "https://connect.getseam.com/acs/users/revoke_access_to_all_entrances" \\
  --header "Authorization: Bearer $SEAM_API_KEY"`);
    expect(response.head).toMatch(/^HTTP\/1\.1 400 Bad Request/);
    expect(response.body).toMatchObject({
      ok: false,
      error: {
        type: 'invalid_input',
        validation_errors: { _errors: [expect.stringContaining('Pass acs_user_id, or user_identity_id')] },
      },
    });
  });
});
