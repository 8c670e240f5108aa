import type { FakeSeam } from '../../../src/fake/fake-seam.ts';
import type { StepsUnder } from '../step.test-helper.ts';

const generate = async ({ add, seam }: FakeSeam) => {
  const { user_identity_id } = add.userIdentity();
  return await seam.userIdentities.generateInstantKey({ user_identity_id });
};

export const instantKeySteps: StepsUnder<'/instant_keys/'> = {
  '/instant_keys/delete': async (fake) => ({ instant_key_id: (await generate(fake)).instant_key_id }),
  '/instant_keys/get': async (fake) => ({ instant_key_url: (await generate(fake)).instant_key_url }),
  '/instant_keys/list': async (fake) => ({ user_identity_id: (await generate(fake)).user_identity_id }),
};
