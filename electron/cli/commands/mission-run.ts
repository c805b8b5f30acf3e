import { z } from 'zod';
import { present } from '../../contract/present.ts';
import type { Explained, Run, RunMission, RunPlan } from '../../contract/runs.ts';
import type { Context } from '../../engine/context.ts';
import { isProblem, problemOf } from '../../engine/errors.ts';
import type { Engine } from '../../engine/engine.ts';
import { withContext, withEngine } from '../engine.ts';
import { readFlags } from '../arguments/input.ts';
import type { Call } from '../arguments/command.ts';
import { argument } from '../arguments/options.ts';
import { cut, plain } from '../output/text.ts';
import { lines, next, ok, undo } from '../output/words.ts';
import { openProject } from '../project.ts';
import { confirmSignIn } from '../sign-in.ts';
import { untilOver, type Watched } from '../watch-run.ts';
import { WishFlags, wishesOf } from '../wishes.ts';

const WHOLE = 'Give a whole number from 1 to 100.';
const AMOUNT = /^\$?(\d+(?:\.\d+)?) ?(?:usd)?$/i;

const Bounds = z.object({
  parallel: z.coerce.number(WHOLE).int(WHOLE).min(1, WHOLE).max(100, WHOLE).optional(),
  budget: z
    .string()
    .regex(AMOUNT, 'Give an amount such as 20usd.')
    .transform((amount) => Number(AMOUNT.exec(amount)?.[1]))
    .refine((usd) => usd > 0, 'Give more than nothing.')
    .optional(),
});
const Detach = z.object({ detach: z.boolean().default(false) });
const ResumeFlags = Bounds.extend(Detach.shape);
const RunFlags = WishFlags.extend({
  ...ResumeFlags.shape,
  until: z.string().optional(),
  'keep-going': z.boolean().default(false),
  seal: z.boolean().default(false),
  'dry-run': z.boolean().default(false),
});

/** Runs a mission and shows what comes of it, until it is over. Ctrl-C leaves it to the daemon, or to a window. */
export async function run(call: Call): Promise<number | undefined> {
  const mission = argument(call);
  const flags = readFlags(RunFlags, call);
  const { nick: _, ...wishes } = wishesOf(flags, call.rest, `maestro mission run ${mission} --agent custom`);
  const bounds = { parallel: flags.parallel, budgetUsd: flags.budget, until: flags.until };
  const wanted = {
    ...wishes,
    ...present(bounds),
    keepGoing: flags['keep-going'],
    seals: flags.seal,
    mission,
  } as RunMission;
  if (flags['dry-run']) return dryRun(call, wanted);
  const project = openProject(call);
  return withEngine(async (engine) => {
    const { checkRun, runMission } = await import('../../engine/project/runs/begin.ts');
    checkRun(engine.context, project, wanted);
    await confirmSignIn(engine, { agent: wishes.agent, isAllowed: flags['allow-expired'], out: call.out });
    const begun = await runMission(engine.context, project, wanted);
    return shown(call, engine, { project, mission, run: begun, detach: flags.detach });
  });
}

async function tellOfHost({ paths }: Context, { out }: Call): Promise<void> {
  const { findDaemon } = await import('../../engine/attention/daemon.ts');
  if (findDaemon(paths) === undefined)
    out.warn('The daemon does not run: without it, or a window, nothing is launched. Start it: maestro daemon start');
}

async function dryRun(call: Call, wanted: RunMission): Promise<undefined> {
  const project = openProject(call);
  const { planRun } = await import('../../engine/project/runs/explain.ts');
  const plan = await withContext((context) => planRun(context, project, wanted));
  call.out.result(plan, () => planText(plan));
}

function planText({ mission, agent, parallel, active, waves, left }: RunPlan): string {
  return lines(
    `${mission}: ${agent ?? 'the agent of each worker'}, at most ${parallel} at once. Nothing was launched.`,
    active.length === 0 ? undefined : `At work or in review already: ${active.join(', ')}`,
    waves.map((ids, index) => `Wave ${index + 1}: ${ids.join(', ')}`),
    left.length === 0 ? undefined : ['Never, as it stands:', ...left.map(({ id, why }) => `  ${id}  ${plain(why)}`)],
    waves.length === 0 && left.length === 0 ? 'There is nothing to launch.' : undefined,
  );
}

/** Launches nothing more. */
export async function pause(call: Call): Promise<undefined> {
  const mission = argument(call);
  const { pauseRun } = await import('../../engine/project/runs/begin.ts');
  const project = openProject(call);
  const paused = await withContext((context) => pauseRun(context, project, mission));
  call.out.result(paused, () =>
    lines(
      ok(`The run of ${mission} is paused: nothing more is launched, and agents at work go on.`),
      undo(`maestro mission resume ${mission}`),
    ),
  );
}

/** Goes on with what was paused, stopped, or left by the process that drove it, and shows it as `run` does. */
export async function resume(call: Call): Promise<number | undefined> {
  const mission = argument(call);
  const { parallel, budget: budgetUsd, detach } = readFlags(ResumeFlags, call);
  const project = openProject(call);
  return withEngine(async (engine) => {
    const { context } = engine;
    const { resumeRun } = await import('../../engine/project/runs/begin.ts');
    const resumed = await resumeRun({ context, project }, { mission, ...present({ parallel, budgetUsd }) });
    return shown(call, engine, { project, mission, run: resumed, detach });
  });
}

interface Begun extends Watched {
  readonly detach: boolean;
}

/** Shows a run to its end, or leaves it to others at once. */
async function shown(call: Call, engine: Engine, { detach, ...watched }: Begun): Promise<number | undefined> {
  const { project, mission, run: begun } = watched;
  await engine.client.projects.open({ path: project.root });
  if (!detach) return untilOver(call, engine, watched);
  await tellOfHost(engine.context, call);
  call.out.result(begun, () =>
    lines(
      ok(`The mission ${mission} runs.`),
      next(`maestro mission explain ${mission}`),
      undo(`maestro mission stop ${mission}`),
    ),
  );
  return undefined;
}

/** Ends a run and stops its containers at work. */
export async function stop(call: Call): Promise<undefined> {
  const mission = argument(call);
  const project = openProject(call);
  await withContext(async (context) => {
    const { stopRun } = await import('../../engine/project/runs/begin.ts');
    const stopped: Run = await stopRun({ context, project }, mission);
    call.out.result(stopped, () =>
      lines(
        ok(`The run of ${mission} is stopped, and so are its containers at work; their files and branches stay.`),
        undo(`maestro mission resume ${mission}`),
      ),
    );
  });
}

/** Says why each feature does not run now, those that come first before the others. */
export async function explain(call: Call): Promise<undefined> {
  const mission = argument(call);
  const project = openProject(call);
  const { explainMission } = await import('../../engine/project/runs/explain.ts');
  const explained = await withContext(async (context) => {
    const known = await explainMission(context, project, { mission, containers: [] });
    if (known.run?.state !== 'running') return known;
    return explainMission(context, project, { mission, containers: await containersOr(context, call) });
  });
  call.out.result(explained, () => explainedText(explained));
}

/** Without Docker, what its agents do is not known: that is said, and the rest is told all the same. */
export async function containersOr(context: Context, { out }: Call) {
  const { listContainers } = await import('../../engine/containers/list.ts');
  try {
    return await listContainers(context);
  } catch (error) {
    if (!isProblem(error, 'DOCKER_UNREACHABLE') && !isProblem(error, 'DOCKER_DENIED')) throw error;
    out.warn(`warning: what its agents do is not known. ${problemOf(error).sentence}`);
    return [];
  }
}

function explainedText({ mission, status, run, holds, features }: Explained): string {
  const turn = ({ wave, status: at }: Explained['features'][number]): number =>
    wave ?? (at === 'done' ? 0 : Number.POSITIVE_INFINITY);
  const inTurn = [...features].sort((one, other) => turn(one) - turn(other));
  const ready = inTurn.find(
    ({ wave, status: at, waitsFor }) => wave === 1 && at === 'pending' && waitsFor.length === 0,
  );
  const isRun = run !== null && run.state !== 'finished';
  return lines(
    `${mission} is ${status}${run === null ? '' : `; its run is ${run.state}`}.`,
    holds.map(({ sentence }) => `Nothing is launched now: ${cut(sentence, 200)}`),
    inTurn.map(
      ({ id, wave, why, container }) =>
        `${wave === null ? '-' : String(wave)}  ${id}  ${plain(why)}${container === null ? '' : ` Container: ${container}`}`,
    ),
    ready === undefined || isRun ? undefined : next(`maestro feature launch ${ready.id} --mission ${mission}`),
  );
}
