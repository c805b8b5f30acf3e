import type { Commit } from '../../contract/review.ts';
import type { Call } from '../arguments/command.ts';
import { oneContainer } from '../arguments/input.ts';
import { withEngine } from '../engine.ts';
import { containerNamed } from '../output/network.ts';
import { table } from '../output/printed-table.ts';
import { plain } from '../output/text.ts';

/** Shows the commits of a container since its start, the newest first. */
export async function run(call: Call): Promise<undefined> {
  const wanted = oneContainer(call, 'log');
  const { commits } = await withEngine(async (engine) => {
    const name = await containerNamed(engine, wanted);
    return engine.client.review.look({ name, patch: false, committed: true });
  });
  call.out.result(commits, () => (commits.length === 0 ? 'It has no commits of its own.' : tableOf(commits)));
}

function tableOf(commits: readonly Commit[]): string {
  return table(
    ['COMMIT', 'WHEN', 'BY', 'SUBJECT'],
    commits.map(({ oid, at, author, subject }) => [
      oid.slice(0, 10),
      at.slice(0, 16).replace('T', ' '),
      plain(author),
      plain(subject),
    ]),
  );
}
