import { randomUUID } from 'node:crypto';
import { CallerId } from '../../contract/ids.ts';
import { readFlags } from '../arguments/input.ts';
import type { Call } from '../arguments/command.ts';
import { filled } from '../arguments/options.ts';
import { tellOfConfig } from '../config-problems.ts';
import { cancellable } from '../creation.ts';
import { withEngine } from '../engine.ts';
import { lines, next, ok } from '../output/words.ts';
import { openProject } from '../project.ts';
import { confirmSignIn } from '../sign-in.ts';
import { WishFlags, wishesOf } from '../wishes.ts';

/** Takes a handoff and puts the next agent to its feature; Ctrl-C undoes what was made. */
export async function launch(call: Call): Promise<undefined> {
  const { out, rest } = call;
  const flags = readFlags(WishFlags, call);
  const wishes = wishesOf(flags, rest, 'maestro handoff pickup --launch --agent custom');
  const project = openProject(call);
  const [{ launchFeature }, { pickUp }, { until }, { listContainers }, { shortName }, { readConfig }] =
    await Promise.all([
      import('../../engine/project/launches/launch.ts'),
      import('../../engine/project/launches/pick-up.ts'),
      import('../../engine/context.ts'),
      import('../../engine/containers/list.ts'),
      import('../../engine/containers/describe.ts'),
      import('../../engine/config/config.ts'),
    ]);
  await withEngine(async (engine) => {
    tellOfConfig(engine.context, out);
    await confirmSignIn(engine, { agent: wishes.agent, isAllowed: flags['allow-expired'], out });
    const id = CallerId.parse(randomUUID());
    const stop = new AbortController();
    const handoff = filled(call, 'id');
    const wanted = { ...wishes, id, ...(handoff === undefined ? {} : { handoff }) };
    const containers = await listContainers(engine.context);
    const picking = { input: wanted, launch: launchFeature, containers };
    const work = pickUp(until(engine.context, stop.signal), project, picking);
    const picked = await cancellable({ engine, id, out, stop }, work);
    const name = shortName(picked.launch.container ?? '', readConfig(engine.context).prefix);
    out.result(picked, () =>
      lines(
        ok(`${name} goes on with ${picked.of.feature}, on branch ${picked.launch.branch}: handoff ${picked.handoff}.`),
        picked.left === 0 ? undefined : `  ${picked.left} files that are not committed stay in the earlier container.`,
        next(`maestro connect ${name}`),
      ),
    );
  });
}
