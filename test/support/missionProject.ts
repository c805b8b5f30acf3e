import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { SIGN_IN_PLAN } from '../../electron/demo/project.ts';
import { DockerClient } from '../../electron/engine/docker/client.ts';
import { createEngine, type Engine } from '../../electron/engine/engine.ts';
import { MISSIONS, type MissionsPlace, type MissionTab, placeHash } from '../../renderer/client/place.ts';
import { webOf } from './connections.ts';
import { git, tempFolder, type TestUser, testUser, whenDone, writeFiles } from './project.ts';
import { type StateProject, within } from './state.ts';
import { type Opened, openPage } from './window.ts';

/** A project in the middle of its work, made by the built command line. */
export interface MissionProject extends StateProject {
  readonly mission: string;
}

const HANDOFFS: readonly (readonly string[])[] = [
  [
    ...['--mode', 'plan', '--session-core', 'passkey_design', '--summary', 'The_design_is_ready'],
    ...['--next-action', 'store_the_keys', '--confidence-work', '0.9', '--agent', 'claude-code'],
    ...['--decision', 'no_passwords', '--risk', 'old_browsers'],
  ],
  [
    ...['--mode', 'execute', '--session-core', 'key_storage', '--summary', 'The_key_table_exists'],
    ...['--next-action', 'answer_the_challenge', '--confidence-work', '0.8', '--agent', 'codex'],
    ...['--touched-file', 'file_src_keys_ts', '--touched-file', 'file_src_gone_ts', '--completed', 'table_and_index'],
    ...['--artifact', 'branch_feat_old', '--blind-spot', 'rotation-of_keys'],
  ],
];

/** A git repository with `.maestro/` in it: a mission, handoffs, memory and a configuration with comments. */
export async function missionProject(home: string, name = 'web-shop'): Promise<MissionProject> {
  const folder = join(await tempFolder('maestro-missions'), name);
  const project = await bareProject(folder, home);
  await project.json(['init']);
  await writeFiles(folder, { 'plan.json': JSON.stringify(SIGN_IN_PLAN) });
  const { mission } = await project.json<{ mission: { id: string } }>(['mission', 'create', '--file', 'plan.json']);
  await project.json(['mission', 'approve', mission.id]);
  await beginWork(project, mission.id);
  for (const words of HANDOFFS) await project.json(['handoff', 'create', ...words]);
  await remember(project);
  return { ...project, mission: mission.id };
}

/** The same project once more in a folder of its own, for another user: much cheaper than to make it again. */
export async function copyOf(project: MissionProject, home: string, name = 'web-shop'): Promise<MissionProject> {
  const folder = join(await tempFolder('maestro-missions'), name);
  await cp(project.folder, folder, { recursive: true });
  return { ...within(folder, home), mission: project.mission };
}

/** A git repository without `.maestro/`. */
export async function bareProject(folder: string, home: string): Promise<StateProject> {
  await writeFiles(folder, { 'README.md': '# Shop\n', 'src/keys.ts': 'export const keys = 1;\n' });
  await git(folder, 'init', '-q', '-b', 'main');
  await git(folder, 'add', '--all');
  await git(folder, 'commit', '-q', '-m', 'first');
  return within(folder, home);
}

async function beginWork(project: StateProject, mission: string): Promise<void> {
  const move = (feature: string, status: string, ...more: string[]) =>
    project.json(['feature', 'update', feature, '--mission', mission, '--status', status, ...more]);
  await move('auth-plan', 'in-progress');
  await move('auth-plan', 'review', '--report', JSON.stringify({ content: 'The design stands in docs/passkey.md.' }));
  await move('auth-plan', 'done');
  const evidence = ['--result', 'passed', '--evidence', 'read docs/passkey.md'];
  await project.json(['validate', 'update', 'auth-plan-assertion-1', '--mission', mission, ...evidence]);
  await project.json(['milestone', 'seal', 'plan', '--mission', mission]);
  await project.json(['checkpoint', 'save', '--mission', mission]);
  await move('auth-db', 'in-progress');
}

async function remember(project: StateProject): Promise<void> {
  const hard = ['--trigger', 'install,dependencies', '--globs', 'package.json', '--severity', 'hard'];
  await project.json(['memory-correct', 'Use npm ci, never npm install', ...hard]);
  await project.json(['memory-correct', 'Name times in milliseconds', '--trigger', 'timeout']);
  await project.json(['memory-learn', '--content', 'The test database needs a reset before each run']);
  await project.json(['memory-learn', '--content', 'Passkeys need https, also on localhost']);
}

/** A user whose opened projects a real engine follows; without Docker. */
export interface MissionsUser extends TestUser {
  readonly engine: Engine;
}

export async function missionsUser(): Promise<MissionsUser> {
  const user = await testUser();
  const engine = createEngine({ paths: user.paths, docker: new DockerClient({ socketPath: '/nowhere/docker.sock' }) });
  engine.watch();
  whenDone(() => engine.close());
  return { ...user, engine };
}

export interface MissionsPage extends Opened {
  /** Goes to another view of the same project. */
  at(place: Partial<MissionsPlace>): Promise<void>;
}

interface Shown extends BrowserContextOptions {
  readonly engine: Engine;
  readonly project: string;
  readonly place?: Partial<MissionsPlace>;
}

/** The page of a real host on a project, as a browser opens it from the printed address. */
export async function openMissions(
  browser: Browser,
  { engine, project, place, ...options }: Shown,
): Promise<MissionsPage> {
  const { path } = await engine.client.projects.open({ path: project });
  const web = await webOf(engine);
  const opened = await openPage(browser, web.newAddress(), options);
  const at = async (next: Partial<MissionsPlace>): Promise<void> => {
    const hash = placeHash({ ...MISSIONS, project: path, ...next });
    await opened.page.evaluate((address) => {
      window.location.hash = address;
    }, hash);
  };
  await at(place ?? {});
  return { ...opened, at };
}

/** In one view of the page, on a copy of a project that was made before. */
export interface MissionDesk extends MissionsPage {
  readonly project: MissionProject;
  readonly engine: Engine;
}

interface Desk extends BrowserContextOptions {
  readonly made: MissionProject;
  readonly tab: MissionTab;
  readonly feature?: string | null;
}

export async function openDesk(
  browser: Browser,
  { made, tab, feature = null, ...options }: Desk,
): Promise<MissionDesk> {
  const { engine, home } = await missionsUser();
  const project = await copyOf(made, home);
  const place = { tab, feature, mission: project.mission };
  const page = await openMissions(browser, { engine, project: project.folder, place, ...options });
  return { ...page, project, engine };
}
