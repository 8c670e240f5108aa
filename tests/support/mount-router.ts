import { createSeamRouter, type SeamTarget } from '@org/seam-express';
import express from 'express';
import { allPaths } from './all-paths.ts';
import { listen, type Listening } from './listen.ts';

/** An Express app that exposes the whole contract to everybody, on a real socket. */
export const mountRouter = async (target: SeamTarget): Promise<Listening> => {
  const app = express();
  app.use(
    '/api/seam',
    createSeamRouter(target, { expose: allPaths, authorize: () => true, onError: () => {} }),
  );
  const listening = await listen(app);
  return { ...listening, url: `${listening.url}/api/seam` };
};
