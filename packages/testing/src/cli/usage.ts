import { seeds } from '../seeds/index.ts';

/** How `seam-fake` is called. */
export const usage = `seam-fake answers like Seam on a port of this machine.

  --port <number>         the port (default: 3030; 0 takes a free one)
  --host <address>        where it listens (default: 127.0.0.1, which only this machine reaches)
  --seed <name>           what is there at the start: ${Object.keys(seeds).join(', ')} (default: building)
  --state <file>          what is there at the start, if the file exists; it is saved there at the end
  --faults <file>         what goes wrong: [{ "target": "/path", "fault": { … }, "probability": 0.1 }]
  --latency <ms>          how late every answer is
  --random-seed <number>  what chance begins with (default: 1)
  --control               lets programs of this machine look at the fake and change it, under /_fake
  --help                  shows this`;
