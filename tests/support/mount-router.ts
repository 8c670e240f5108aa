import { endpoints, type EndpointPath } from '@org/seam-core';
import { mapEndpoints } from '@org/seam-core/internal';
import { createSeamRouter, type SeamTarget } from '@org/seam-express';
import express from 'express';
import { listen, type Listening } from './listen.ts';

const paths: string[] = [];
mapEndpoints(endpoints, ({ path }) => paths.push(path));

/** Every path of the contract. */
const allPaths = paths as EndpointPath[];

/** An Express app on a socket, which exposes the whole contract without authorization. */
export const mountRouter = async (target: SeamTarget): Promise<Listening> => {
  const app = express();
  app.use(
    '/api/seam',
    createSeamRouter(target, { expose: allPaths, authorize: () => true, onError: () => {} }),
  );
  const listening = await listen(app);
  return { ...listening, url: `${listening.url}/api/seam` };
};
