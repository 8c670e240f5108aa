import { createSeam } from '@org/seam-core';
import type { FakeSeam } from '../../src/fake/fake-seam.ts';
import type { Credential } from './step.test-helper.ts';
import { unknownProperties } from './unknown-properties.test-helper.ts';

/** A client of the fake, and the undocumented properties of its responses so far. */
export const watch = (fake: FakeSeam, credential: Credential = { apiKey: fake.apiKey }) => {
  const leaks: string[] = [];
  const seam = createSeam({
    ...credential,
    endpoint: fake.endpoint,
    retry: false,
    waitForActionAttempt: { pollingInterval: 1 },
    fetch: async (input, init) => {
      const request = new Request(input, init);
      const { pathname } = new URL(request.url);
      const response = await fake.fetch(request);
      if (response.ok) leaks.push(...unknownProperties(pathname, await response.clone().json()));
      return response;
    },
  });
  return { seam, leaks };
};
