import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AgentKind } from '../../contract/agents.ts';
import { CallerId } from '../../contract/ids.ts';
import { present } from '../../contract/present.ts';
import { type LaunchedCopies, MOST_COPIES } from '../../contract/tournaments.ts';
import { type Call, UsageError } from '../arguments/command.ts';
import { readFlags } from '../arguments/input.ts';
import { argument, required } from '../arguments/options.ts';
import { tellOfConfig } from '../config-problems.ts';
import { cancellable } from '../creation.ts';
import { endSignal } from '../ending.ts';
import { withContext, withEngine } from '../engine.ts';
import { containerNamed } from '../output/network.ts';
import { scoreTable } from '../output/scores.ts';
import { plain } from '../output/text.ts';
import { lines, next, ok, undo } from '../output/words.ts';
import { openProject } from '../project.ts';
import { confirm } from '../prompt.ts';
import { confirmSignIn } from '../sign-in.ts';
import { WishFlags, wishesOf } from '../wishes.ts';

const CopyFlags = WishFlags.extend({
  mission: z.string(),
  copies: z.coerce
    .number(`Give a number from 2 to ${MOST_COPIES}.`)
    .int()
    .min(2, `Give a number from 2 to ${MOST_COPIES}.`)
    .max(MOST_COPIES, `Give a number from 2 to ${MOST_COPIES}.`),
  with: z.array(z.string()).default([]),
  hint: z.array(z.string()).default([]),
});

const EXAMPLE = 'maestro feature launch FEATURE --mission ID --copies 3 --with claude:opus --with codex';

/** Puts several agents to one feature. Ctrl-C undoes what is not made yet. */
export async function launch(call: Call): Promise<undefined> {
  const { out, rest } = call;
  const [mission, feature] = [required(call, 'mission'), argument(call)];
  const flags = readFlags(CopyFlags, call);
  const { nick, ...base } = wishesOf(flags, rest, `${EXAMPLE} --agent custom`);
  if (nick !== undefined) throw new UsageError('Several copies cannot have one nickname.', EXAMPLE);
  const kinds = flags.with.map(withOf);
  const copies = Array.from({ length: flags.copies }, (_, at) => {
    const hint = flags.hint[at % Math.max(1, flags.hint.length)] || undefined;
    return { ...base, ...kinds[at % Math.max(1, kinds.length)], id: newId(), ...present({ hint }) };
  });
  const project = openProject(call);
  const [{ launchCopies }, { until }, { shortName }, { readConfig }] = await Promise.all([
    import('../../engine/project/tournaments/tournament.ts'),
    import('../../engine/context.ts'),
    import('../../engine/containers/describe.ts'),
    import('../../engine/config/config.ts'),
  ]);
  await withEngine(async (engine) => {
    tellOfConfig(engine.context, out);
    for (const agent of new Set(copies.map((copy) => copy.agent)))
      await confirmSignIn(engine, { agent, isAllowed: flags['allow-expired'], out });
    const stop = new AbortController();
    const work = launchCopies(until(engine.context, stop.signal), project, { id: newId(), mission, feature, copies });
    const made = await cancellable({ engine, id: copies.map(({ id }) => id), out, stop }, work);
    const { prefix } = readConfig(engine.context);
    out.result(made, () => launched({ made, mission, feature }, (name) => shortName(name, prefix)));
  });
}

function newId(): CallerId {
  return CallerId.parse(randomUUID());
}

/** `claude:opus` is an agent with a model. */
function withOf(text: string): { readonly agent: AgentKind; readonly model?: string } {
  const [name = '', ...rest] = text.split(':');
  const agent = AgentKind.exclude(['custom']).safeParse(name);
  if (!agent.success) throw new UsageError(`--with cannot be ${JSON.stringify(text)}.`, EXAMPLE);
  const model = rest.join(':');
  return { agent: agent.data, ...(model !== '' && { model }) };
}

interface Launched {
  readonly made: LaunchedCopies;
  readonly mission: string;
  readonly feature: string;
}

function launched({ made, mission, feature }: Launched, called: (name: string) => string): string {
  const { launches, failed, missionAutoStarted } = made;
  const agents = launches.length === 1 ? '1 agent is' : `${launches.length} agents are`;
  return lines(
    ok(`${feature} is in progress: ${agents} at it.`),
    launches.map(({ container, agent, branch }) => `  ${called(container ?? '')}  ${agent}  ${plain(branch)}`),
    failed.map(({ agent, branch, problem }) => `  ${agent} on ${plain(branch)} could not begin: ${problem.sentence}`),
    missionAutoStarted ? `  The mission ${mission} is executing now.` : undefined,
    next(`maestro feature scores ${feature} --mission ${mission}`),
  );
}

const ScoreFlags = z.object({ mission: z.string(), prove: z.boolean().default(false) });

/** Compares the copies of a feature. */
export async function scores(call: Call): Promise<undefined> {
  const [mission, feature] = [required(call, 'mission'), argument(call)];
  const { prove } = readFlags(ScoreFlags, call);
  const project = openProject(call);
  const { proveCopies, scoreboardOf } = await import('../../engine/project/tournaments/scoreboard.ts');
  const board = await withContext((context) =>
    prove
      ? proveCopies(context, project, { mission, feature, signal: endSignal() })
      : scoreboardOf(context, project, { mission, feature }),
  );
  const open = board.scores.some(({ proofs }) => proofs.open > 0);
  call.out.result(board, () =>
    lines(
      scoreTable(board),
      '',
      open ? next(`maestro feature scores ${feature} --mission ${mission} --prove`) : undefined,
      next(`maestro feature pick ${feature} --mission ${mission} --copy NAME`),
    ),
  );
}

const PickFlags = z.object({
  mission: z.string(),
  copy: z.string(),
  'keep-others': z.boolean().default(false),
  force: z.boolean().default(false),
});

/** Makes the work of one copy the feature's, after a question about the containers of the others. */
export async function pick(call: Call): Promise<undefined> {
  const [mission, feature] = [required(call, 'mission'), argument(call)];
  const copy = required(call, 'copy');
  const { 'keep-others': keepOthers, force } = readFlags(PickFlags, call);
  const project = openProject(call);
  const { pickCopy } = await import('../../engine/project/tournaments/tournament.ts');
  const picked = await withEngine(async (engine) => {
    const container = await containerNamed(engine, copy);
    const question = `Pick ${copy}, and move the containers of the other copies to the trash?`;
    if (!keepOthers && !force && !(await confirm(question, 'no', 'Add --force, or --keep-others.'))) return undefined;
    return pickCopy(engine.context, project, { mission, feature, container, keepOthers });
  });
  for (const { name, problem } of picked?.failed ?? [])
    call.out.note(`${name} could not be moved: ${problem.sentence}`);
  call.out.result(picked ?? { launch: null }, () =>
    picked === undefined
      ? 'Nothing was picked.'
      : lines(
          ok(`${feature} has the work of ${copy}, on branch ${picked.launch.branch}.`),
          picked.removed.map((name) => `  In the trash: ${name}`),
          picked.removed.length === 0 ? undefined : undo('maestro trash list, then maestro trash restore ID'),
          next(`maestro merge ${copy}`),
        ),
  );
}

const CombineFlags = WishFlags.extend({ mission: z.string(), hint: z.string().min(1).optional() });

/** Puts one more agent to a feature, which takes the best of what its copies made. */
export async function combine(call: Call): Promise<undefined> {
  const { out, rest } = call;
  const [mission, feature] = [required(call, 'mission'), argument(call)];
  const flags = readFlags(CombineFlags, call);
  const wishes = wishesOf(flags, rest, 'maestro feature combine FEATURE --mission ID --agent custom');
  const project = openProject(call);
  const [{ combineCopies }, { until }, { shortName }, { readConfig }] = await Promise.all([
    import('../../engine/project/tournaments/tournament.ts'),
    import('../../engine/context.ts'),
    import('../../engine/containers/describe.ts'),
    import('../../engine/config/config.ts'),
  ]);
  await withEngine(async (engine) => {
    await confirmSignIn(engine, { agent: wishes.agent, isAllowed: flags['allow-expired'], out });
    const [id, { hint }] = [newId(), flags];
    const stop = new AbortController();
    const wanted = { ...wishes, id, mission, feature, ...present({ hint }) };
    const work = combineCopies(until(engine.context, stop.signal), project, wanted);
    const combined = await cancellable({ engine, id, out, stop }, work);
    const name = shortName(combined.launch.container ?? '', readConfig(engine.context).prefix);
    out.result(combined, () =>
      lines(
        ok(`${name} takes the best of the copies of ${feature} together, on branch ${combined.launch.branch}.`),
        next(`maestro feature scores ${feature} --mission ${mission}`),
      ),
    );
  });
}
