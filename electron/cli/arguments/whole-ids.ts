import { findProject, type Project } from '../../engine/project/records/project.ts';
import { idNamed } from '../../engine/project/records/name-rules.ts';
import { findAuthor } from './author.ts';
import { type Call, type Command, type Entity, type Flag, isEntity } from './command.ts';
import { entities } from './entities.ts';

type Words = Pick<Call, 'flags' | 'args'>;

/**
 * The same call with whole ids where beginnings of them were typed. What names nothing stays as it is: the command says
 * so better. ID_AMBIGUOUS names the candidates.
 */
export function withWholeIds<Given extends Words>(call: Given, command: Command): Given {
  const project = findProject({ author: findAuthor() });
  const mission = missionIn(project, call, command);
  const whole = (kind: Entity, typed: string): string => wholeId(project, { kind, typed, mission });
  const flags = (command.flags ?? []).flatMap((flag) => {
    const [typed, kind] = [call.flags[flag.name], flag.completes];
    if (!isEntity(kind) || typeof typed !== 'string') return [];
    return [[flag.name, wholeValue(flag, typed, (one) => whole(kind, one))] as const];
  });
  const { completes } = command;
  const args = isEntity(completes) ? call.args.map((typed) => whole(completes, typed)) : call.args;
  return { ...call, args, flags: { ...call.flags, ...Object.fromEntries(flags) } };
}

function wholeValue({ commas }: Flag, typed: string, whole: (typed: string) => string): string {
  return commas === true ? typed.split(',').map(whole).join(',') : whole(typed);
}

/** What a call says about its mission: everything else that it names is looked for in there. */
function missionIn(project: Project, { flags }: Words, command: Command): string | undefined {
  const flag = command.flags?.find(({ completes }) => completes === 'mission');
  const typed = flag === undefined ? undefined : flags[flag.name];
  return typeof typed === 'string' && typed !== '' ? wholeId(project, { kind: 'mission', typed }) : undefined;
}

interface Typed {
  readonly kind: Entity;
  readonly typed: string;
  readonly mission?: string | undefined;
}

/** The id that a typed word stands for, or the word itself. Without a mission, nothing that belongs to one is found. */
export function wholeId(project: Project, { kind, typed, mission }: Typed): string {
  const missions = mission === undefined ? [] : [mission];
  return idNamed(typed, entities(project, kind, missions)) ?? typed;
}
