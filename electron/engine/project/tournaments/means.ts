import type { CleanupResult } from '../../../contract/cleanup.ts';
import type { Comment } from '../../../contract/comments.ts';
import type { Container } from '../../../contract/containers.ts';
import type { ContainerName } from '../../../contract/ids.ts';
import type { Review } from '../../../contract/review.ts';
import type { Usage } from '../../../contract/usage.ts';
import { readConfig } from '../../config/config.ts';
import { cleanUp } from '../../containers/cleanup.ts';
import { shortName } from '../../containers/describe.ts';
import { getMember } from '../../containers/lifecycle.ts';
import { listContainers } from '../../containers/list.ts';
import { getUsage } from '../../containers/using.ts';
import type { Context } from '../../context.ts';
import { refOf, refsBelow } from '../../git/refs.ts';
import { readComments } from '../../review/comments/file.ts';
import { fetchWork } from '../../review/fetch.ts';
import { lookAtWork } from '../../review/look.ts';
import { MAKERS } from '../launches/launch.ts';
import type { Makers } from '../launches/making.ts';
import type { Made } from '../launches/tournament-rules.ts';
import type { Proving } from '../proofs/prove.ts';
import type { Project } from '../records/project.ts';

/** Where the commits of a copy are in the project's repository, from which each new container has its own. */
export interface Work {
  readonly container: ContainerName;
  readonly ref: string;
  readonly oid: string;
}

interface Works {
  readonly project: Project;
  readonly copies: readonly Made[];
}

/** What makes the containers of a tournament, looks at them, and removes them. */
export interface Means {
  readonly makers: Makers;
  readonly proving: Pick<Proving, 'fresh' | 'subject'>;
  readonly list: (context: Context) => Promise<readonly Container[]>;
  readonly look: (
    context: Context,
    name: ContainerName,
  ) => Promise<Pick<Review, 'commits' | 'files' | 'uncommitted' | 'risks'>>;
  readonly comments: (context: Context, name: ContainerName) => Promise<readonly Pick<Comment, 'state'>[]>;
  readonly usage: (context: Context, name: ContainerName) => Promise<Pick<Usage, 'usd'>>;
  /** Those that have commits of their own, brought here from where that is up. */
  readonly works: (context: Context, of: Works) => Promise<readonly Work[]>;
  /** To the trash. */
  readonly remove: (context: Context, names: readonly ContainerName[]) => Promise<CleanupResult>;
}

const LOOK = { patch: false, committed: true, since: 'start', commit: null, blanks: true, path: null } as const;

/** Those of Docker. */
export const MEANS: Means = {
  makers: MAKERS,
  proving: {},
  list: listContainers,
  look: (context, name) => lookAtWork(context, { name, ...LOOK }),
  comments: async (context, name) => readComments(context, await getMember(context, name)),
  usage: (context, name) => getUsage(context, { name }),
  works: worksOf,
  remove: (context, names) => cleanUp(context, { names, running: true, discard: false }),
};

async function worksOf(context: Context, { project, copies }: Works): Promise<Work[]> {
  const { prefix } = readConfig(context);
  const containers = await listContainers(context);
  const isUp = (name: string): boolean =>
    containers.some((container) => container.name === name && container.docker === 'running');
  for (const { container } of copies) if (isUp(container)) await fetchWork(context, { name: container, branch: null });
  const refs = await refsBelow(project.root, 'refs/maestro/');
  return copies.flatMap(({ container, branch, base }) => {
    const ref = refOf(shortName(container, prefix), branch);
    const oid = refs.get(ref);
    return oid === undefined || oid === base ? [] : [{ container, ref, oid }];
  });
}
