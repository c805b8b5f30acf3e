import { randomUUID } from 'node:crypto';
import type { z } from 'zod';
import type { Container } from '../contract/containers.ts';
import type { NewContainer } from '../contract/creation.ts';
import type { Problem } from '../contract/errors.ts';
import { CallerId } from '../contract/ids.ts';
import { problemOf } from '../engine/errors.ts';
import type { Engine } from '../engine/engine.ts';
import type { Output } from './output/output.ts';

/** What a creation is asked for with. */
export type CreateInput = z.input<typeof NewContainer> & { readonly id: CallerId };

interface Copies {
  readonly count: number;
  readonly out: Output;
}

/** Creates so many containers for one task, each on a branch of its own; one that fails keeps no other. Answers the exit status. */
export async function copies(engine: Engine, input: CreateInput, { count, out }: Copies): Promise<number> {
  const { client } = engine;
  const { project, task } = input;
  const stem = input.branch ?? (await client.containers.suggestBranch({ project, task })).branch;
  const done: Container[] = [];
  const failed: { branch: string; problem: Problem }[] = [];
  const inputs = Array.from({ length: count }, (_, index) => ({
    ...input,
    id: CallerId.parse(randomUUID()),
    branch: `${stem}-${index + 1}`,
  }));
  const one = async (copy: (typeof inputs)[number]): Promise<void> => {
    try {
      const container = await client.containers.create(copy);
      out.note(`✓ ${container.shortName} is at work on branch ${container.branch}.`);
      done.push(container);
    } catch (error) {
      failed.push({ branch: copy.branch, problem: (error as { data?: Problem }).data ?? problemOf(error) });
    }
  };
  out.note(`Creating ${count} containers …`);
  await untilDone(engine, inputs, Promise.all(inputs.map(one)));
  done.sort((a, b) => (a.name < b.name ? -1 : 1));
  out.result({ done, failed }, () => done.map(({ shortName }) => `maestro connect ${shortName}`).join('\n'));
  for (const { branch, problem } of failed) out.note(`${branch}: ${problem.sentence} (${problem.code})`);
  return failed.length === 0 ? 0 : 1;
}

/** Ctrl-C undoes what is not done yet; a second one leaves at once. */
async function untilDone(engine: Engine, inputs: readonly { id: CallerId }[], work: Promise<unknown>): Promise<void> {
  let asked = 0;
  const cancel = (): void => {
    asked += 1;
    if (asked > 1) process.exit(130);
    for (const { id } of inputs)
      engine.client.containers
        .cancelCreate({ id })
        .catch((error: unknown) => engine.context.log.warn({ err: error }, 'cancel failed'));
  };
  process.on('SIGINT', cancel).on('SIGTERM', cancel);
  try {
    await work;
  } finally {
    process.removeListener('SIGINT', cancel).removeListener('SIGTERM', cancel);
  }
}
