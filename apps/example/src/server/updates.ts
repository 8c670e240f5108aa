import type { RequestHandler, Response } from 'express';
import type { Update } from '../access.ts';

/** Notifies open pages of changes, with server-sent events. */
export interface Updates {
  /** Sends a change to every open page. */
  readonly publish: (update: Update) => void;
  /** Opens the stream of a page. Mount it behind the session. */
  readonly stream: RequestHandler;
  /** Ends all streams, so that the server can close. The pages connect again. */
  readonly close: () => void;
}

export interface UpdatesOptions {
  /**
   * How many pages may listen. More are refused with 503.
   * @default 200
   */
  readonly limit?: number;
  /**
   * After which time a stream ends, in milliseconds. The page connects again, and its session is checked again.
   * @default 60_000
   */
  readonly lifetime?: number;
}

/** Creates the streams of one server. A stream is a hint: a page that misses an update reads the same data later. */
export const createUpdates = ({ limit = 200, lifetime = 60_000 }: UpdatesOptions = {}): Updates => {
  const streams = new Set<Response>();
  /** A write after the end of a stream would end the process. */
  const end = (stream: Response): void => {
    streams.delete(stream);
    stream.end();
  };

  return {
    publish: (update) => {
      for (const stream of streams) stream.write(`data: ${JSON.stringify(update)}\n\n`);
    },
    stream: (req, res) => {
      if (streams.size >= limit) {
        res.status(503).set('retry-after', '10').end();
        return;
      }
      res.writeHead(200, {
        'content-type': 'text/event-stream',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      res.write('retry: 1000\n\n');
      streams.add(res);
      const timer = setTimeout(() => end(res), lifetime);
      req.on('close', () => {
        clearTimeout(timer);
        streams.delete(res);
      });
    },
    close: () => {
      for (const stream of streams) end(stream);
    },
  };
};
