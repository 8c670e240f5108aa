import { seeds } from '../seeds/index.ts';

/** How `seam-fake` is called. */
export const usage = `seam-fake answers like Seam on a port of this machine.

  --port <number>         the port (default: 3030; 0 takes a free one)
  --host <address>        where it listens (default: 127.0.0.1, for this machine alone and under
                          its own names; with a host, requests to any name are answered)
  --seed <name>           what is there at the start: ${Object.keys(seeds).join(', ')} (default: building)
  --state <file>          what is there at the start, if the file exists; it is saved there after changes
                          and at the end
  --faults <file>         what goes wrong: [{ "target": "/path", "fault": { … }, "probability": 0.1 }]
  --latency <ms>          how late every answer is
  --random-seed <number>  what chance begins with (default: 1)
  --control               lets programs of this machine look at the fake and change it, under /_fake
  --help                  shows this`;
