import { realpathSync } from 'node:fs';
import { z } from 'zod';
import { VERSION } from '../../contract/version.ts';
import { readConfig } from '../../engine/config/config.ts';
import { userPaths } from '../../engine/disk/paths.ts';
import { hasAutostart, setAutostart } from '../../host/autostart.ts';
import { findDaemon } from '../../engine/attention/daemon.ts';
import { runDaemon, startDaemon, stopDaemon } from '../../host/daemon.ts';
import { followLog, lastLines } from '../../host/daemon-log.ts';
import { type Call, UsageError } from '../arguments/command.ts';
import { readFlags } from '../arguments/input.ts';
import { endSignal, untilEnded } from '../ending.ts';
import { lines, next, ok } from '../output/words.ts';

const COUNT = 'Give a whole number.';
const LogFlags = z.object({
  follow: z.boolean().default(false),
  tail: z.coerce.number(COUNT).int(COUNT).min(0, COUNT).default(50),
});

/** Starts the host without a window in the background; one that runs already is enough. */
export async function start({ out }: Call): Promise<undefined> {
  const { pid, since, version, ran } = await startDaemon(userPaths(), self());
  out.result({ pid, since, version, started: !ran }, () =>
    ran ? `The daemon runs already (process ${pid}).` : ok(`the daemon runs (process ${pid})`),
  );
  if (version !== VERSION) out.warn(`It is of version ${version}. To run this one: maestro daemon stop, then start.`);
}

/** Says whether it runs, what it calls for, and how. */
export function status({ out }: Call): Promise<undefined> {
  const paths = userPaths();
  const daemon = findDaemon(paths);
  const { checkIntervalMs, tokenRefresh, notifications } = readConfig({ paths }).daemon;
  const autostart = hasAutostart(paths);
  out.result(
    { running: daemon !== undefined, ...daemon, autostart, checkIntervalMs, tokenRefresh, notifications },
    () =>
      lines(
        daemon === undefined
          ? [
              'The daemon does not run: nobody is called while no window of Maestro is open.',
              next('maestro daemon start'),
            ]
          : [`The daemon runs: process ${daemon.pid}, since ${daemon.since}, version ${daemon.version}.`],
        wishes(notifications),
        `It ${autostart ? 'starts' : 'does not start'} with your session.`,
      ),
  );
  return Promise.resolve(undefined);
}

type Wishes = ReturnType<typeof readConfig>['daemon']['notifications'];

function wishes({ enabled, notifyOn, attentionThresholdMs, quietHours, webhook }: Wishes): string[] {
  if (!enabled) return ['Notifications are off (daemon.notifications.enabled).'];
  return [
    `Notifications: ${notifyOn.join(', ')}; attention after ${attentionThresholdMs / 60_000} min.`,
    quietHours === null ? 'No quiet hours.' : `Quiet from ${quietHours.start} to ${quietHours.end}.`,
    ...(webhook === null ? [] : [`Each is posted to ${new URL(webhook).origin} too.`]),
  ];
}

/** Prints what it wrote, and with `--follow` what it writes. */
export async function logs(call: Call): Promise<undefined> {
  const { follow, tail } = readFlags(LogFlags, call);
  const { daemonLog } = userPaths();
  const found = lastLines(daemonLog, tail);
  if (!follow) {
    call.out.result({ lines: found }, () => (found.length === 0 ? 'It has written nothing yet.' : found.join('\n')));
    return;
  }
  for (const line of found) call.out.print(line);
  for await (const line of followLog(daemonLog, endSignal())) call.out.print(line);
}

/** Ends it; containers go on. One that does not run is not a failure. */
export async function stop({ out }: Call): Promise<undefined> {
  const stopped = await stopDaemon(userPaths());
  out.result({ stopped: stopped !== undefined, pid: stopped?.pid }, () =>
    stopped === undefined ? 'The daemon does not run.' : ok('the daemon is stopped; containers go on'),
  );
}

/** Is the daemon, in the foreground, until a signal ends it: what `start` and the system’s own starter run. */
export async function run({ out }: Call): Promise<number> {
  const wasIt = await runDaemon(userPaths(), untilEnded());
  if (!wasIt) out.warn('The daemon runs already.');
  return wasIt ? 0 : 1;
}

/** Lets it start with the user’s session, or no longer. */
export async function autostart({ args: [word = ''], out }: Call): Promise<undefined> {
  if (word !== 'on' && word !== 'off')
    throw new UsageError('"maestro daemon autostart" takes on or off.', 'maestro daemon autostart on');
  const { file, warning } = await setAutostart(userPaths(), self(), word === 'on');
  out.result({ autostart: word === 'on', file, warning }, () =>
    ok(word === 'on' ? `the daemon starts with your session (${file})` : `the daemon does not start by itself`),
  );
  if (warning !== null) out.warn(`${warning}. It counts from your next sign-in on.`);
}

function self(): readonly [string, ...string[]] {
  return [process.execPath, realpathSync(process.argv[1] ?? '')];
}
