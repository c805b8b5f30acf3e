import { missionKey } from '../contract/missions.ts';
import type { Explained, Run } from '../contract/runs.ts';
import type { Engine } from '../engine/engine.ts';
import { agentsSeen } from '../engine/project/runs/drive.ts';
import { explainMission } from '../engine/project/runs/explain.ts';
import type { Project } from '../engine/project/records/project.ts';
import type { Call } from './arguments/command.ts';
import { endSignal } from './ending.ts';
import { cut, plain } from './output/text.ts';

/** The run that is shown. */
export interface Watched {
  readonly project: Project;
  readonly mission: string;
  readonly run: Run;
}

const INTERRUPTED = 130;

/** Drives a run in this process and prints what happens to it, until it is over or somebody interrupts. */
export async function untilOver(
  call: Call,
  engine: Engine,
  { project, mission, run }: Watched,
): Promise<number | undefined> {
  const { context } = engine;
  const { out } = call;
  const ending = endSignal();
  engine.watch();
  out.note(`The mission ${mission} runs. Ctrl-C leaves it to the daemon, or to an open window.`);
  const look = (): Promise<Explained> =>
    explainMission(context, project, {
      mission,
      containers: Object.values(context.state.snapshot.containers),
      docker: context.state.snapshot.docker,
    });
  let shown: readonly string[] = [];
  let last = await look();
  let seen = '';
  const key = missionKey(project.root, mission);
  for await (const event of context.state.watch(ending)) {
    const { missions } = event.kind === 'snapshot' ? event.snapshot : context.state.snapshot;
    const summary = missions[key];
    if (summary === undefined) continue;
    const now = `${JSON.stringify([summary, context.state.snapshot.docker.state])} ${agentsSeen(context, summary)}`;
    if (now === seen) continue;
    seen = now;
    last = await look();
    const told = linesOf(last);
    if (!out.json) for (const line of told.filter((one) => !shown.includes(one))) out.print(line);
    shown = told;
    if (last.run?.id !== run.id || last.run.state !== 'running') break;
  }
  if (!ending.aborted) out.result(last, () => `The run of ${mission} is ${last.run?.state ?? 'over'}.`);
  else out.warn(`The run of ${mission} goes on wherever Maestro runs. To end it: maestro mission stop ${mission}`);
  return ending.aborted ? INTERRUPTED : undefined;
}

/** Where everything stands that has begun, and what holds the rest up. */
function linesOf({ run, holds, features }: Explained): string[] {
  const failed = new Set(Object.keys(run?.failed ?? {}));
  return [
    ...features
      .filter(({ id, status }) => failed.has(id) || (status !== 'pending' && status !== 'assigned'))
      .map(({ id, why, container }) => `${id}  ${plain(why)}${container === null ? '' : ` Container: ${container}`}`),
    ...holds.map(({ sentence }) => `Nothing is launched now: ${cut(sentence, 200)}`),
  ];
}
