import { spawn } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Command } from '../../electron/cli/arguments/command.ts';
import { type Ended, MAESTRO, NO_ENGINE } from './maestro.ts';
import { planOf, type StateProject } from './state.ts';

/** Ids of a project on which every command has something to work on. */
export interface Ids {
  readonly mission: string;
  readonly handoff: string;
  readonly task: string;
  readonly correction: string;
  readonly uki: string;
}

type Arguments = readonly string[];

/** Arguments for every command of the table, by its words. Several calls where a command does several things. */
export function everyCommand(ids: Ids): Readonly<Record<string, readonly Arguments[]>> {
  const mission = ['--mission', ids.mission];
  return {
    new: [['a task', '--no-connect', '--json']],
    'schedule add': [['0 7 * * 1-5', '--', 'new', 'a task']],
    'schedule list': [[]],
    'schedule pause': [['new-1']],
    'schedule resume': [['new-1']],
    'schedule remove': [['new-1']],
    'template save': [['review', 'Review {}']],
    'template list': [[]],
    'template show': [['review']],
    'template remove': [['review']],
    list: [[]],
    connect: [['x-1']],
    rename: [['x-1', 'y']],
    nick: [
      ['x-1', 'y'],
      ['x-1', '--remove'],
    ],
    logs: [['x-1']],
    exec: [['x-1', '--', 'true']],
    inspect: [['x-1']],
    usage: [[]],
    cp: [['x-1:a', '.']],
    files: [['x-1'], ['x-1', 'a']],
    activity: [['x-1']],
    start: [['x-1']],
    restart: [['x-1', '--force']],
    stop: [['x-1', '--force']],
    domains: [['x-1']],
    egress: [['x-1']],
    'egress explain': [['x-1', 'https://a.test/x']],
    'add-domain': [['x-1', 'a.test']],
    'remove-domain': [['x-1', 'a.test']],
    auth: [['--json']],
    'refresh-tokens': [[]],
    credentials: [[]],
    revoke: [['x-1']],
    send: [['x-1', 'Go on.']],
    answer: [['x-1', '1']],
    interrupt: [['x-1']],
    cleanup: [['--force']],
    'cleanup-volumes': [['--force']],
    diff: [['x-1'], ['x-1', '--since-review', '--reviewed'], ['x-1', '--last-turn']],
    comment: [['x-1'], ['x-1', 'a:1', 'Why?', '--send']],
    log: [['x-1']],
    fetch: [['x-1']],
    overlap: [[]],
    merge: [
      ['x-1', '--force'],
      ['x-1', '--force', '--send-conflicts'],
    ],
    pr: [['x-1', '--force']],
    'trash list': [[]],
    'trash show': [['x-1']],
    'trash restore': [['x-1']],
    'trash empty': [['--force']],
    'image build': [[]],
    'image base': [['--json']],
    'image list': [[]],
    'image prune': [[]],
    serve: [['--no-open']],
    mcp: [['--allow', 'missions,features']],
    demo: [['--no-open']],
    'daemon run': [[]],
    'daemon start': [[]],
    'daemon status': [[]],
    'daemon logs': [[]],
    'daemon stop': [[]],
    'daemon autostart': [['off']],
    doctor: [[], ['--json'], ['--json', '--containers'], ['--fix']],
    diagnostics: [[], ['--json']],
    init: [[], ['--global']],
    status: [['--json']],
    note: [['--content', 'a note'], ['--list']],
    'config list': [[]],
    'config get': [['memory.enabled']],
    'config path': [[]],
    'config edit': [[]],
    'config doctor': [[]],
    'config set': [['memory.enabled', 'true']],
    'config unset': [['memory.enabled']],
    session: [['--json']],
    schema: [['plan']],
    watch: [['--json']],
    import: [['--dry-run'], []],
    install: [[]],
    update: [['--agents-only']],
    uninstall: [['--agents-only']],
    'task create': [['another']],
    'task q': [['quick']],
    'task show': [[ids.task]],
    'task list': [[]],
    'task update': [[ids.task, '--status', 'blocked']],
    'task close': [[ids.task, '--reason', 'done']],
    'task ready': [[]],
    'reply write': [['f1', ...mission, '--outcome', 'completed', '--note', 'n']],
    'reply list': [[]],
    'reply ingest': [mission],
    'mission create': [['--file', 'plan.json']],
    'mission validate-plan': [['--file', 'plan.json']],
    'mission list': [[]],
    'mission show': [[ids.mission]],
    'mission approve': [[ids.mission]],
    'mission reject': [[ids.mission]],
    'mission update': [[ids.mission, '--title', 'Other']],
    'mission graph': [[ids.mission]],
    'mission import': [['--github', 'acme/shop']],
    'mission explain': [[ids.mission]],
    'mission run': [[ids.mission, '--dry-run']],
    'mission pause': [[ids.mission]],
    'mission resume': [[ids.mission]],
    'mission stop': [[ids.mission]],
    'feature list': [mission],
    'feature update': [['f1', ...mission, '--status', 'in-progress']],
    'feature prompt': [['f1', ...mission, '--out', 'prompt.md']],
    'feature launch': [['f1', ...mission]],
    'feature scores': [['f1', ...mission]],
    'feature pick': [['f1', ...mission, '--copy', 'x']],
    'feature combine': [['f1', ...mission]],
    'validate show': [mission],
    'validate check': [
      ['f1-assertion-1', ...mission, '--command', 'npm test'],
      ['f1-assertion-1', ...mission, '--remove'],
    ],
    'validate run': [mission],
    'validate update': [['f1-assertion-1', ...mission, '--result', 'passed', '--evidence', 'e']],
    'milestone list': [mission],
    'milestone status': [['m-f1', ...mission]],
    'milestone seal': [['m-f1', ...mission]],
    'checkpoint save': [mission],
    'checkpoint list': [mission],
    'checkpoint load': [
      [...mission, '--dry-run'],
      [...mission, '--json'],
    ],
    'mission-control': [['--json'], ['--preview', 'all'], ['--render-check']],
    'handoff create': [
      ['--mode', 'execute', '--session-core', 'c', '--summary', 's', '--next-action', 'n', '--confidence-work', '0.9'],
    ],
    'handoff pickup': [['--claim', '--agent', 'codex', '--lease', '30m']],
    'handoff list': [[]],
    'handoff release': [[ids.handoff, '--force']],
    'handoff decode': [[ids.uki]],
    'handoff verify': [[ids.handoff]],
    'memory-correct': [['use npm ci', '--trigger', 'install']],
    'memory-recall': [['--task', 'install']],
    'memory-search': [['npm']],
    'memory-proposals': [[]],
    'memory-take': [['000000000000', '--text', 'use npm ci']],
    'memory-drop': [['000000000000']],
    'memory-learn': [['--content', 'learned']],
    'memory-compile': [['--summary', 'guidance']],
    'memory-stats': [[]],
    'memory-lint': [[]],
    'ratchet-check': [['--strict']],
    'ratchet-promote': [[ids.correction, '--check', 'npm install']],
    'graph-link': [['other', '--consumes']],
    'graph-context': [[]],
    'principle list': [[]],
    'principle add': [
      ['--id', 'small', '--name', 'n', '--rule', 'r', '--profiles', 'implementation', '--mode', 'advisory'],
    ],
    'principle remove': [['small']],
    'principle effectiveness': [['--all']],
    completion: [['bash']],
    version: [['--json']],
    help: [['new']],
    __complete: [['--', 'mission', 'show', '']],
  };
}

/** Ends only when it is told to. */
const LASTING = new Set(['serve', 'demo', 'mcp', 'watch', 'daemon run']);

/** The words of every command that does something. */
export function commandWords(commands: readonly Command[], above: Arguments = []): string[] {
  return commands.flatMap(({ name, load, commands: inner }) => [
    ...(load === undefined ? [] : [[...above, name].join(' ')]),
    ...commandWords(inner ?? [], [...above, name]),
  ]);
}

/** Fills a project with one of everything that commands make. */
export async function fillProject(project: StateProject): Promise<Ids> {
  await project.json(['init']);
  await project.json(['init', '--global']);
  await writeFile(join(project.folder, 'plan.json'), JSON.stringify(planOf(3)));
  const { mission } = await project.json<{ mission: { id: string } }>(['mission', 'create', '--file', 'plan.json']);
  const words = everyCommand({ mission: mission.id, handoff: '', task: '', correction: '', uki: '' });
  const make = async <Value>(command: string): Promise<Value> =>
    project.json<Value>([...command.split(' '), ...(words[command]?.[0] ?? [])]);
  await project.json(['mission', 'approve', mission.id]);
  const handoff = await make<{ id: string; uki: string }>('handoff create');
  const task = await make<{ id: string }>('task create');
  const correction = await make<{ id: string }>('memory-correct');
  for (const name of ['note', 'memory-learn', 'memory-compile', 'reply write', 'checkpoint save', 'principle add'])
    await make(name);
  const ids = { mission: mission.id, handoff: handoff.id, uki: handoff.uki, task: task.id, correction: correction.id };
  await project.json(['ratchet-promote', ids.correction, '--check', 'never-there']);
  return ids;
}

/** Runs every command; `after` is asked after each call of one. No Docker engine answers. */
export async function runEveryCommand(
  project: StateProject,
  ids: Ids,
  options: {
    readonly env?: Readonly<Record<string, string>>;
    readonly before?: () => Promise<void>;
    readonly after: (call: string, ended: Ended) => Promise<void> | void;
  },
): Promise<void> {
  for (const [words, calls] of Object.entries(everyCommand(ids)))
    for (const args of calls) {
      await options.before?.();
      const whole = [...words.split(' '), ...args];
      const env = { ...NO_ENGINE, VISUAL: 'true', EDITOR: 'true', ...options.env };
      const ended = LASTING.has(words) ? await untilItSpeaks(project, whole, env) : await project.run(whole, { env });
      await options.after(`maestro ${whole.join(' ')}`, ended);
    }
}

/** What watches prints only changes, which nobody makes here. */
const LASTS_MS = 5_000;

/** Runs a command until it printed something, or for a while, and ends it. */
function untilItSpeaks(project: StateProject, args: Arguments, env: Readonly<Record<string, string>>): Promise<Ended> {
  return new Promise((resolve, reject) => {
    const child = spawn(MAESTRO, args, { cwd: project.folder, env: { ...process.env, HOME: project.home, ...env } });
    const said = { stdout: '', stderr: '' };
    for (const stream of ['stdout', 'stderr'] as const)
      child[stream].on('data', (chunk: Buffer) => {
        said[stream] += chunk.toString();
        child.kill('SIGTERM');
      });
    const silent = setTimeout(() => child.kill('SIGTERM'), LASTS_MS);
    child.once('error', reject);
    child.once('close', () => clearTimeout(silent));
    child.once('close', (code, signal) => resolve({ code: signal === 'SIGTERM' ? 0 : code, ...said }));
  });
}
