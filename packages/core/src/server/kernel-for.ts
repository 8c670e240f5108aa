import type { EndpointTree, Handlers } from '../endpoint.ts';
import { SeamConfigError } from '../errors/seam-config-error.ts';
import { createKernel, type Kernel } from './create-kernel.ts';
import type { HandlerOptions } from './handler-options.ts';
import type { CallContext } from './kernel-options.ts';
import { schemaFinder } from './params/load-schema.ts';
import { toRoutes } from './routes.ts';

/**
 * The kernel for a tree and its handlers, as both adapters use it.
 * @throws SeamConfigError unless it is said that nothing guards it: a typing error would open every endpoint
 */
export const kernelFor = <TTree extends EndpointTree, TContext extends CallContext>(
  tree: TTree,
  handlers: Handlers<NoInfer<TTree>, TContext>,
  { schemas, unguarded, basePath: _, expose: __, ...options }: HandlerOptions<TContext>,
): Kernel => {
  if ((unguarded as unknown) !== true)
    throw new SeamConfigError(
      'The handler needs expose, the list of paths that may be called, and authorize: it may lend your credential to ' +
        'whoever can reach it. Where that is meant, as in tests, pass unguarded: true.',
    );
  return createKernel(toRoutes(tree, handlers, schemaFinder(schemas)), options);
};
