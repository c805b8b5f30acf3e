import type { Call } from '../arguments/command.ts';
import { oneContainer } from '../arguments/input.ts';
import { withEngine } from '../engine.ts';
import { containerNamed } from '../output/network.ts';

/** Stops what an agent is doing; the agent stays. */
export async function run(call: Call): Promise<undefined> {
  const wanted = oneContainer(call, 'interrupt');
  await withEngine(async (engine) => {
    const name = await containerNamed(engine, wanted);
    await engine.client.talk.interrupt({ name });
  });
  call.out.result({ interrupted: wanted }, () => `${wanted} was interrupted.`);
}
