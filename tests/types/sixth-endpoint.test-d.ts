import {
  endpoint,
  endpoints,
  type Api,
  type CallOptions,
  type Handlers,
  type Seam,
  type UserIdentitiesApi,
} from '@org/seam-core';
import { createUnguardedRequestHandler, type HandlerContext } from '@org/seam-server';
import { createFakeSeam } from '@org/seam-testing';
import { expectTypeOf, test } from 'vitest';

interface UserIdentitiesMergeParams {
  user_identity_id: string;
  merged_user_identity_ids: string[];
}

// The example of ARCHITECTURE.md: an endpoint that the OpenAPI document does not have yet.
const merge = endpoint<UserIdentitiesMergeParams, void>('POST', '/user_identities/merge', {
  replay: 'idempotent',
  required: { user_identity_id: true, merged_user_identity_ids: true },
});
const contract = { ...endpoints, userIdentities: { ...endpoints.userIdentities, merge } };

const fake = createFakeSeam({ seed: 'empty' });

test('the client has an endpoint that is added to the contract', () => {
  expectTypeOf<Api<typeof contract, CallOptions>['userIdentities']['merge']>().parameters.toEqualTypeOf<
    [params: UserIdentitiesMergeParams, options?: CallOptions]
  >();
});

test('the interface of the client has the endpoint when it names it', () => {
  interface UserIdentitiesWithMerge extends UserIdentitiesApi {
    readonly merge: (params: UserIdentitiesMergeParams, options?: CallOptions) => Promise<void>;
  }
  interface SeamWithMerge extends Omit<Seam, 'userIdentities' | 'request'> {
    readonly userIdentities: UserIdentitiesWithMerge;
  }
  expectTypeOf<SeamWithMerge>().toEqualTypeOf<Api<typeof contract, CallOptions>>();
});

test('handlers without the new endpoint do not compile', () => {
  // @ts-expect-error -- Property 'merge' is missing
  const incomplete: Handlers<typeof contract, HandlerContext> = fake.handlers;
  // @ts-expect-error -- Property 'merge' is missing
  createUnguardedRequestHandler(contract, fake.handlers);
  expectTypeOf(incomplete).not.toBeAny();
});

test('handlers with the new endpoint compile', () => {
  const complete: Handlers<typeof contract, HandlerContext> = {
    ...fake.handlers,
    userIdentities: { ...fake.handlers.userIdentities, merge: ({ merged_user_identity_ids: _ }) => {} },
  };
  expectTypeOf(createUnguardedRequestHandler(contract, complete)).toBeFunction();
});
