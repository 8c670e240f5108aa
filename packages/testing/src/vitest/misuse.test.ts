import { describe, expect, it } from 'vitest';
import { createFakeSeam } from '../fake/create-fake.ts';
import { seamHandlers } from '../msw/index.ts';
import { toHaveAccess, toHaveCalled, toHaveNoAccess } from '../matchers/matchers.ts';
import { createSeamTest } from './seam-test.ts';

/** As plain JavaScript calls it. */
const loose = (run: unknown) => run as (...args: unknown[]) => unknown;

describe('createSeamTest()', () => {
  it.each([
    [{ sed: 'hotel' }, 'createSeamTest: unknown option "sed". Did you mean "seed"?'],
    [{ assumptions: { acs_sync: 1 } }, 'Did you mean "acs_sync_ms"?'],
    ['hotel', 'createSeamTest takes an object of options; got "hotel".'],
  ])('rejects %j at the call, not in the first test', (options, message) => {
    expect(() => loose(createSeamTest)(options)).toThrow(message);
  });
});

describe('matchers', () => {
  it.each(['/user_identities/delte', 'user_identities/delete', '', undefined, 5])(
    'toHaveCalled rejects the endpoint %j, which does not exist',
    (endpoint) => {
      expect(() => toHaveCalled(createFakeSeam(), endpoint as string)).toThrow(
        'toHaveCalled: the endpoint must be the path of an endpoint; got ',
      );
    },
  );

  it('toHaveCalled rejects a parameter that is undefined by mistake', async () => {
    const fake = createFakeSeam();
    const headers = { authorization: `Bearer ${fake.apiKey}` };
    await fake.fetch(`${fake.endpoint}/user_identities/delete`, { method: 'POST', headers });
    expect(() => toHaveCalled(fake, '/user_identities/delete', { user_identity_id: undefined })).toThrow(
      'user_identity_id is undefined. Omit it to match any value.',
    );
  });

  it.each([
    [{ user_identity: 'x' }, 'unknown option "user_identity". Did you mean "user_identity_id"?'],
    [{ user_identity_id: 'x', devise_id: 'y' }, 'Did you mean "device_id"?'],
    [{}, 'needs a user_identity_id, an acs_user_id or an access_code_id.'],
    [
      { user_identity_id: undefined, device_id: 'x' },
      'needs a user_identity_id, an acs_user_id or an access_code_id.',
    ],
    [{ user_identity_id: 'x', device_id: undefined }, 'device_id is undefined. Omit it to match any value.'],
    [{ user_identity_id: 'x', acs_entrance_id: undefined }, 'acs_entrance_id is undefined.'],
    [{ user_identity_id: 'x', acs_user_id: 'y' }, 'takes user_identity_id or acs_user_id, not both.'],
    [{ acs_user_id: 'x', device_id: 'y' }, 'takes acs_user_id or device_id, not both.'],
    [
      { user_identity_id: 'x', device_id: 'y', acs_entrance_id: 'z' },
      'takes device_id or acs_entrance_id, not both.',
    ],
    [null, 'takes an object of options; got null.'],
    ['7ad2566e', 'takes an object of options; got "7ad2566e".'],
  ])('toHaveAccess and toHaveNoAccess reject %j', async (subject, message) => {
    const fake = createFakeSeam();
    await expect(loose(toHaveAccess)(fake, subject)).rejects.toThrow(`toHaveAccess`);
    await expect(loose(toHaveAccess)(fake, subject)).rejects.toThrow(message);
    await expect(loose(toHaveNoAccess)(fake, subject)).rejects.toThrow(message);
  });
});

describe('seamHandlers()', () => {
  it.each([
    [{ endpont: 'https://example.com' }, 'seamHandlers: unknown option "endpont". Did you mean "endpoint"?'],
    [{ endpoint: 'connect.getseam.com' }, 'endpoint must be a URL'],
    [{ endpoint: 'localhost:3030' }, 'endpoint must be a URL'],
    [{ endpoint: '' }, 'got "".'],
    [{ endpoint: 5 }, 'got 5.'],
    ['https://example.com', 'seamHandlers takes an object of options'],
  ])('rejects %j', (options, message) => {
    expect(() => loose(seamHandlers)(createFakeSeam(), options)).toThrow(message);
  });

  it.each([undefined, null, {}, 'fake', createFakeSeam])('refuses what is no fake', (fake) => {
    expect(() => loose(seamHandlers)(fake)).toThrow(
      'seamHandlers() takes a fake: seamHandlers(createFakeSeam()); got ',
    );
  });
});

describe('completeConnectWebview()', () => {
  it.each([
    [{ succed: false }, 'completeConnectWebview: unknown option "succed". Did you mean "succeed"?'],
    [{ succeed: 'no' }, 'succeed must be a boolean; got "no".'],
    [{ provider: 5 }, 'provider must be a string; got 5.'],
    [
      { device: { device_name: 'Door' } },
      'add.device(): unknown property "device_name". Did you mean "name"?',
    ],
    [{ device: 'Door' }, 'device must be an object; got "Door".'],
    ['august', 'takes an object of options; got "august".'],
  ])('rejects %j and leaves the webview pending', (completion, message) => {
    const fake = createFakeSeam({ seed: 'empty' });
    const { connect_webview_id } = fake.add.connectWebview();
    const before = fake.snapshot();
    expect(() => fake.completeConnectWebview(connect_webview_id, completion as object)).toThrow(message);
    expect(fake.snapshot()).toEqual(before);
  });
});
