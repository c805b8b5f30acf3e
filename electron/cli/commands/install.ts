import { existsSync, rmSync } from 'node:fs';
import {
  type AgentFile,
  ejectBlocks,
  injectBlocks,
  install,
  removeUntouchedConfig,
} from '../../engine/project/setup/install.ts';
import type { Call } from '../arguments/command.ts';
import { isOn } from '../arguments/options.ts';
import { lines, next, ok, undo } from '../output/words.ts';
import { openProject } from '../project.ts';

/** Makes the user’s folder and tells the agents of this machine about Maestro. */
export async function installAll(call: Call): Promise<undefined> {
  const result = await install(openProject(call));
  call.out.result(result, () =>
    lines(
      result.init.created.map((path) => ok(`Created ${path}`)),
      agentRows(result.agents),
      undo('maestro uninstall'),
    ),
  );
}

function agentRows(agents: readonly AgentFile[]): string[] {
  return agents.map(({ agent, action, configPath }) => `  ${agent}: ${action} (${configPath})`);
}

/** Writes the instructions of the agents again, as this version has them. */
export async function updateAll(call: Call): Promise<undefined> {
  const agents = await injectBlocks(openProject(call));
  call.out.result({ agents }, () =>
    lines(
      agentRows(agents),
      isOn(call, 'agents-only') ? undefined : next('The program itself is updated the way it was installed.'),
    ),
  );
}

/** Removes what `install` wrote and nobody changed. What else is in `~/.maestro` stays unless the user says otherwise. */
export async function uninstallAll(call: Call): Promise<undefined> {
  const project = openProject(call);
  const agents = await ejectBlocks(project);
  const configRemoved =
    !isOn(call, 'agents-only') &&
    (removeUntouchedConfig(project) || (isOn(call, 'remove-config') && (await removeConfig(call, project.user))));
  call.out.result({ agents, binaryRemoved: false, configRemoved }, () =>
    lines(
      agentRows(agents),
      configRemoved ? `  Removed ${project.user}` : kept(call, project.user),
      undo('maestro install'),
    ),
  );
}

function kept(call: Call, folder: string): string | undefined {
  if (isOn(call, 'agents-only') || !existsSync(folder)) return undefined;
  return `  Kept what is yours in ${folder} (--remove-config removes it)`;
}

async function removeConfig(call: Call, folder: string): Promise<boolean> {
  if (!existsSync(folder)) return false;
  if (!isOn(call, 'yes') && !(await agreed(call, folder))) return false;
  rmSync(folder, { recursive: true });
  return true;
}

async function agreed(call: Call, folder: string): Promise<boolean> {
  if (!process.stdin.isTTY || call.out.json) {
    call.out.warn(`warning: ${folder} was kept: --yes is needed where nobody can be asked.`);
    return false;
  }
  const { createInterface } = await import('node:readline/promises');
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await asking.question(`Remove ${folder} with the graph of projects and all configuration? [y/N] `);
  asking.close();
  return /^y(es)?$/i.test(answer.trim());
}
