import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { CallerId } from '../../contract/ids.ts';
import { withEngine } from '../engine.ts';
import { readFlags } from '../arguments/input.ts';
import type { Call } from '../arguments/command.ts';
import { argument, given, required } from '../arguments/options.ts';
import { cancellable } from '../creation.ts';
import { tellOfConfig } from '../config-problems.ts';
import { lines, next, ok } from '../output/words.ts';
import { openProject } from '../project.ts';
import { confirmSignIn } from '../sign-in.ts';
import { WishFlags, wishesOf } from '../wishes.ts';

const Flags = WishFlags.extend({ mission: z.string() });

/** Puts an agent to a feature; Ctrl-C undoes what was made. */
export async function run(call: Call): Promise<undefined> {
  if (given(call, 'copies') !== undefined) return (await import('./feature-tournament.ts')).launch(call);
  const { out, rest } = call;
  const [mission, feature] = [required(call, 'mission'), argument(call)];
  const flags = readFlags(Flags, call);
  const wishes = wishesOf(flags, rest, `maestro feature launch ${feature} --mission ${mission} --agent custom`);
  const project = openProject(call);
  const [{ launchFeature }, { until }, { shortName }, { readConfig }] = await Promise.all([
    import('../../engine/project/launches/launch.ts'),
    import('../../engine/context.ts'),
    import('../../engine/containers/describe.ts'),
    import('../../engine/config/config.ts'),
  ]);
  await withEngine(async (engine) => {
    tellOfConfig(engine.context, out);
    await confirmSignIn(engine, { agent: wishes.agent, isAllowed: flags['allow-expired'], out });
    const id = CallerId.parse(randomUUID());
    // Before its container is begun, there is no creation to cancel.
    const stop = new AbortController();
    const work = launchFeature(until(engine.context, stop.signal), project, { ...wishes, id, mission, feature });
    const launched = await cancellable({ engine, id, out, stop }, work);
    const { container, branch } = launched.launch;
    const name = shortName(container ?? '', readConfig(engine.context).prefix);
    out.result(launched, () =>
      lines(
        ok(`${feature} is in progress: ${name} works on it, on branch ${branch}.`),
        launched.missionAutoStarted ? `  The mission ${mission} is executing now.` : undefined,
        next(`maestro connect ${name}`),
      ),
    );
  });
}
