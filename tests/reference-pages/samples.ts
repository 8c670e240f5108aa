import { createFakeSeam, type FakeSeam } from '@org/seam-testing';

/** The ids that the reference pages of the five endpoints use in their samples. */
export const sampleIds = {
  delete: { user_identity_id: '7ad2566e-6fd8-466d-b8e4-c10a14a74fd3' },
  grant: {
    user_identity_id: 'f3a328b4-dd04-4370-9000-d52b7a01b0bf',
    device_id: '054765c8-a2fc-4599-b486-14c19f462c45',
  },
  revoke: {
    user_identity_id: 'a5a48343-a95e-4f51-a5d9-1e4241b73553',
    device_id: '92874f9e-a2b5-4d49-a039-0280196ad4d5',
  },
  remove: {
    user_identity_id: '802633b6-a66c-4911-b57b-323e900ee531',
    acs_user_id: 'faa22878-fa74-4ea0-87f7-2b05c1b06181',
  },
};

/** A fake with the resources that the samples name, and the access that they revoke. */
export const createSampleFake = (): FakeSeam =>
  createFakeSeam({
    seed: (add, state) => {
      const { grant, revoke, remove } = sampleIds;
      for (const { user_identity_id } of Object.values(sampleIds)) add.userIdentity({ user_identity_id });
      for (const { device_id } of [grant, revoke]) add.device({ device_id });
      state.deviceAccess.add(revoke.user_identity_id, revoke.device_id);
      const { acs_system_id } = add.acsSystem();
      add.acsUser({ acs_system_id, ...remove });
    },
  });
