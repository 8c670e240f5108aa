import type { EndpointPath, ParamsByPath, SeamOptions } from '@org/seam-core';
import type { FakeSeam } from '../../src/fake/create-fake.ts';

/** Builds in a fake what the call needs, and gives the call's parameters. */
type Prepare<TPath extends EndpointPath> = (
  fake: FakeSeam,
) => ParamsByPath[TPath] | Promise<ParamsByPath[TPath]>;

/** With what a call is made. */
export type Credential = Pick<
  SeamOptions,
  'apiKey' | 'personalAccessToken' | 'clientSessionToken' | 'workspaceId'
>;

/** How one endpoint is visited: with the fake's API key, unless the step says as whom. */
export type Step<TPath extends EndpointPath> =
  Prepare<TPath> | { readonly as: (fake: FakeSeam) => Credential; readonly params: Prepare<TPath> };

/** A step for each endpoint whose path begins so. One that is missing does not compile. */
export type StepsUnder<TPrefix extends string> = {
  readonly [TPath in Extract<EndpointPath, `${TPrefix}${string}`>]: Step<TPath>;
};
