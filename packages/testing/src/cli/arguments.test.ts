import { expect, it } from 'vitest';
import { readArguments, UsageError } from './arguments.ts';

it('has defaults for all options', () => {
  expect(readArguments([])).toEqual({
    port: 3030,
    host: undefined,
    seed: 'building',
    state: undefined,
    faults: undefined,
    latency: 0,
    randomSeed: 1,
    control: false,
    clock: 'real',
    now: undefined,
    quiet: false,
    version: false,
    help: false,
  });
});

it('reads all options', () => {
  const args = [
    '--port 0 --host ::1 --seed empty --state s.json --faults f.json --latency 50 --random-seed 7',
    '--clock fixed --control --quiet --version --help',
  ];
  expect(readArguments(args.join(' ').split(' '))).toEqual({
    port: 0,
    host: '::1',
    seed: 'empty',
    state: 's.json',
    faults: 'f.json',
    latency: 50,
    randomSeed: 7,
    control: true,
    clock: 'fixed',
    now: undefined,
    quiet: true,
    version: true,
    help: true,
  });
});

it('fixes the time with --now', () => {
  const now = '2026-03-01T00:00:00Z';
  expect(readArguments(['--now', now])).toMatchObject({ clock: 'fixed', now });
  expect(readArguments(['--now', now, '--clock', 'fixed'])).toMatchObject({ clock: 'fixed', now });
});

it.each([
  [['--port', 'many'], '--port takes a number up to 65535, not many'],
  [['--port', '70000'], '--port takes a number'],
  [['--port', '-1'], '--port'],
  [['--seed', 'castle'], 'There is no seed castle. Known: empty, building, hotel, large.'],
  [['--seed', 'hotell'], 'There is no seed hotell. Did you mean "hotel"?'],
  [['--sed', 'hotel'], 'Did you mean "seed"?'],
  [['--randomseed', '1'], 'Did you mean "random-seed"?'],
  [['--host', ''], '--host must not be empty.'],
  [['--host='], '--host must not be empty.'],
  [['--state', ' '], '--state must not be empty.'],
  [['--faults', ''], '--faults must not be empty.'],
  [['--port', ''], '--port takes a number'],
  [['--port', '1e3'], '--port takes a number'],
  [['--latency', '-1'], '--latency'],
  [['--latency', 'Infinity'], '--latency takes a number'],
  [['--seed', 'constructor'], 'There is no seed constructor'],
  [['--latency', '1s'], '--latency takes a number'],
  [['--random-seed', '4294967296'], '--random-seed takes a number'],
  [['--clock', 'reel'], 'There is no clock reel. Did you mean "real"?'],
  [['--clock', ''], 'There is no clock .'],
  [['--now', 'today'], '--now takes an ISO 8601 time such as 2026-01-01T00:00:00Z, not today.'],
  [['--now', ''], '--now takes'],
  [['--now', '2026-01-01', '--clock', 'real'], 'It cannot be combined with --clock real.'],
  [['--color'], '--color'],
  [['building'], "'building'"],
  [['--state'], '--state'],
])('rejects %j', (args, message) => {
  expect(() => readArguments(args)).toThrow(message);
  expect(() => readArguments(args)).toThrow(UsageError);
  expect(() => readArguments(args)).not.toThrow('\n');
});
