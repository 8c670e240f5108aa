import type { EndpointPath } from '@org/seam-core';
import { describe, expect, it } from 'vitest';
import type { Assumptions } from '../../src/fake/assumptions.ts';
import { createFakeSeam } from '../../src/fake/create-fake.ts';
import type { FakeSeam } from '../../src/fake/fake-seam.ts';
import { parameterNames } from '../../src/generated/parameter-names.ts';
import { everyEndpoint } from '../tour/every-endpoint.test-helper.ts';
import { prepareStep } from '../tour/prepare-step.test-helper.ts';
import type { Credential } from '../tour/step.test-helper.ts';
import { addTaken, wrongParameters } from './wrong-parameters.test-helper.ts';

/** Those that refuse the most. */
const refusing = {
  repeated_removal: 'not_found',
  access_code_name_constraints: 'refuse',
  phone_numbers: 'e164',
  reservation_key_required: true,
} as const;

/** What a refused request must not change. Ids and random numbers that it used up are not used again. */
const stateOf = (fake: FakeSeam): string => {
  const { state, jobs } = fake.snapshot();
  return JSON.stringify({ state, jobs });
};

const headersOf = ({ apiKey, personalAccessToken, clientSessionToken, workspaceId }: Credential) => ({
  'content-type': 'application/json',
  authorization: `Bearer ${apiKey ?? personalAccessToken ?? clientSessionToken ?? ''}`,
  ...(typeof workspaceId !== 'string' ? {} : { 'seam-workspace': workspaceId }),
});

/** Puts all locks into each access grant and space, and each access grant into each space: they need codes by the next change. */
const linkLocks = ({ state }: FakeSeam): void => {
  const { accessGrants, spaces, devices, grantDevices, grantSpaces, spaceDevices } = state;
  for (const { device_id } of devices) {
    for (const { access_grant_id } of accessGrants) grantDevices.add(access_grant_id, device_id);
    for (const { space_id } of spaces) spaceDevices.add(space_id, device_id);
  }
  for (const { access_grant_id } of accessGrants)
    for (const { space_id } of spaces) grantSpaces.add(access_grant_id, space_id);
};

/** Fills the locks up to the number of free codes. */
const fillLocks = ({ state, add }: FakeSeam, free: number): void => {
  for (const { device_id, capabilities_supported, properties } of state.devices) {
    if (!capabilities_supported.includes('access_code')) continue;
    state.devices.patch(device_id, { properties: { ...properties, supported_code_lengths: [1] } });
    for (let code = free; code < 10; code += 1) add.accessCode({ device_id, code: String(code) });
  }
};

/** The same parameters, with everything that needs codes. */
const needingCodes = (path: EndpointPath, params: object, { state }: FakeSeam): object => {
  const names = parameterNames[path]?.split(' ') ?? [];
  const wanted = {
    use_backup_access_code_pool: true,
    requested_access_methods: [{ mode: 'code' }],
    ...(path.startsWith('/access_grants')
      ? { device_ids: state.devices.list().map((row) => row.device_id) }
      : {}),
  };
  return {
    ...params,
    ...Object.fromEntries(Object.entries(wanted).filter(([name]) => names.includes(name))),
  };
};

const prepare = async (path: EndpointPath, assumptions: Partial<Assumptions> = {}) => {
  const fake = createFakeSeam({ seed: 'empty', assumptions });
  addTaken(fake);
  const { params, credential } = await prepareStep(fake, path);
  const headers = headersOf(credential);
  const send = (sent: object) =>
    fake.fetch(fake.endpoint + path, { method: 'POST', headers, body: JSON.stringify(sent) });
  fake.clock.settle();
  return { fake, params, send };
};

describe('a refused request', () => {
  it.each(everyEndpoint)('changes nothing: $path', async ({ path }) => {
    let scene = await prepare(path, refusing);
    let before = stateOf(scene.fake);
    for (const params of wrongParameters(path, scene.params)) {
      const { status } = await scene.send(params);
      if (status === 200) {
        scene = await prepare(path, refusing);
        before = stateOf(scene.fake);
        continue;
      }
      expect({ params, status }).not.toMatchObject({ status: 500 });
      expect({ params, state: stateOf(scene.fake) }).toEqual({ params, state: before });
    }
  });

  describe.each([0, 1])('when %d codes of each lock are free', (free) => {
    it.each(everyEndpoint)('changes nothing: $path', async ({ path }) => {
      const { fake, params, send } = await prepare(path);
      linkLocks(fake);
      fillLocks(fake, free);
      const before = stateOf(fake);
      const { status } = await send(needingCodes(path, params, fake));
      expect(status).not.toBe(500);
      if (status !== 200) expect(stateOf(fake)).toBe(before);
    });
  });
});
