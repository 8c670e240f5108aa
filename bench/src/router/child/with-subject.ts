import { createCaller, type Caller } from './caller.ts';
import type { SubjectSetup } from './serve-subject.ts';
import type { UpstreamSetup } from './serve-upstream.ts';
import { startServer, type RunningServer } from './start-server.ts';

export interface Stage {
  readonly upstream: RunningServer;
  readonly server: RunningServer;
  readonly caller: Caller;
}

/** The subject and its upstream. */
export type StageSetup = Omit<SubjectSetup, 'upstream'> &
  Partial<UpstreamSetup> & {
    /** The maximum number of connections of the client. */
    readonly sockets?: number;
  };

/** Runs a function while a subject and an upstream run in other processes. */
export const withSubject = async <TResult>(
  { fails = false, delay = 0, sockets, ...setup }: StageSetup,
  perform: (stage: Stage) => Promise<TResult>,
): Promise<TResult> => {
  using upstream = await startServer('serve-upstream.ts', { fails, delay } satisfies UpstreamSetup);
  const subject: SubjectSetup = { ...setup, upstream: upstream.url };
  using server = await startServer('serve-subject.ts', subject);
  using caller = createCaller(server.url, sockets);
  return await perform({ upstream, server, caller });
};
