import type { EndpointPath, ParamsByPath, SeamOptions } from '@org/seam-core';
import type { FakeSeam } from '../../src/fake/fake-seam.ts';

/** Adds the data that a request needs to a fake, and returns the request's parameters. */
type Prepare<TPath extends EndpointPath> = (
  fake: FakeSeam,
) => ParamsByPath[TPath] | Promise<ParamsByPath[TPath]>;

/** The credentials of a request. */
export type Credential = Pick<
  SeamOptions,
  'apiKey' | 'personalAccessToken' | 'clientSessionToken' | 'workspaceId'
>;

/** The request to one endpoint, by default with the fake's API key. */
export type Step<TPath extends EndpointPath> =
  Prepare<TPath> | { readonly as: (fake: FakeSeam) => Credential; readonly params: Prepare<TPath> };

/** A step for each endpoint with this path prefix. A missing one is a type error. */
export type StepsUnder<TPrefix extends string> = {
  readonly [TPath in Extract<EndpointPath, `${TPrefix}${string}`>]: Step<TPath>;
};
