import type { EndpointTree, Handlers } from '../endpoint.ts';
import { createKernel, type Kernel } from './create-kernel.ts';
import type { HandlerOptions } from './handler-options.ts';
import type { CallContext } from './kernel-options.ts';
import { schemaFinder } from './params/load-schema.ts';
import { toRoutes } from './routes.ts';

/** The kernel for a tree and its handlers, as both adapters use it. */
export const kernelFor = <TTree extends EndpointTree, TContext extends CallContext>(
  tree: TTree,
  handlers: Handlers<NoInfer<TTree>, TContext>,
  { schemas, ...options }: HandlerOptions<TContext>,
): Kernel => {
  return createKernel(toRoutes(tree, handlers, schemaFinder(schemas)), options);
};
