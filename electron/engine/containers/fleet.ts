import type { Context } from '../context.ts';
import type { ContainerRow, Labels } from '../docker/port.ts';
import type { Log } from '../silent.ts';
import { type Birth, type Owned, readBirth, readOwned } from './labels.ts';
import { ownLabels } from '../docker/labels.ts';
import { type Ending, engineBegan, findEnding } from './endings.ts';
import { findKept } from './kept.ts';
import { findLimits } from './limits.ts';
import { findNick } from './nicks.ts';
import { findWish, type Wish } from './wishes.ts';

/** An agent container with its gateway, as Docker's list shows them. */
export interface Member {
  readonly row: ContainerRow;
  readonly owned: Owned;
  readonly birth: Birth;
  readonly gateway: ContainerRow | null;
  /** The name that Docker calls it by now. */
  readonly shown: string;
  /** What its user calls it beside that. */
  readonly nick: string | null;
  /** What the user last asked for; null where that is not known. */
  readonly wish: Wish | null;
  /** How it ended, where it is down and nobody asked Maestro to stop it. */
  readonly ending: Ending | null;
}

/** The containers of this user, or those that carry these labels too, from one call and one more for each that ended. What lacks whole labels is logged and left alone. */
export async function readFleet(context: Context, labels: Labels = {}): Promise<Member[]> {
  const rows = await context.docker.containers({ ...labels, ...ownLabels(context.paths.home) });
  const members = membersOf(rows, context.log);
  let began: Promise<number | null> | undefined;
  const beganOnce = (): Promise<number | null> => (began ??= engineBegan(context));
  return Promise.all(members.map((member) => withKept(context, member, beganOnce)));
}

async function withKept(
  context: Context,
  { birth, ...member }: Member,
  began: () => Promise<number | null>,
): Promise<Member> {
  const { name } = birth;
  const wish = findWish(context, name);
  const { task = birth.task, nick = null } = { task: findKept(context, name, 'task'), nick: findNick(context, name) };
  const limits = findLimits(context, name) ?? birth.limits;
  const ending = wish === 'down' ? null : await findEnding(context, member.row, began);
  return { ...member, wish, nick, ending, birth: { ...birth, task, limits } };
}

/** Agent containers, each with the gateway that belongs to it. */
export function membersOf(rows: readonly ContainerRow[], log: Log): Member[] {
  const owned = rows.flatMap((row) => ownedRow(row, log));
  const gateways = new Map(
    owned.filter(({ part }) => part.role === 'gateway').map(({ row, part }) => [part.container, row]),
  );
  return owned
    .filter(({ part }) => part.role === 'agent')
    .flatMap(({ row, part }) => {
      const birth = readBirth(row.Labels);
      if (birth === undefined) return ignored(row, log);
      const [gateway, shown] = [gateways.get(part.container) ?? null, nameOf(row) ?? birth.name];
      return { row, owned: part, birth, gateway, shown, nick: null, wish: null, ending: null };
    });
}

/** The name of a row without its slash; undefined for one that Docker is about to forget. */
function nameOf({ Names }: ContainerRow): string | undefined {
  return Names[0]?.slice(1);
}

function ownedRow(row: ContainerRow, log: Log): { row: ContainerRow; part: Owned }[] {
  const part = readOwned(row.Labels);
  return part === undefined ? ignored(row, log) : [{ row, part }];
}

function ignored(row: ContainerRow, log: Log): [] {
  log.warn({ container: row.Names[0], id: row.Id }, 'ignored: its labels are not what Maestro writes');
  return [];
}
