import { createFakeSeam, type FakeSeam, type FakeSeamOptions } from '@org/seam-testing';
import { vi } from 'vitest';

/** Starts a fake, and sets its URL and key in the environment, where the clients of the README's examples read them. */
export const startFake = async (options?: FakeSeamOptions): Promise<FakeSeam> => {
  const fake = createFakeSeam(options);
  const { url } = await fake.listen();
  vi.stubEnv('SEAM_API_KEY', fake.apiKey);
  vi.stubEnv('SEAM_ENDPOINT', url);
  return fake;
};
