import type { SigningAgent } from '../../contract/credentials.ts';
import { agentDomains, agentLaunch } from '../agents/agents.ts';
import { forgeHosts } from '../agents/github-credential.ts';
import type { ContainerFile } from '../agents/launch.ts';
import type { Context } from '../context.ts';
import { forgeHost } from './forge.ts';
import { type PassingContainer, withPassingContainer } from './passing.ts';

/** A running container in which somebody signs an agent in. */
export type SignInContainer = PassingContainer;

/**
 * Makes a container with an agent's program and none of a project, whose network reaches what the agent needs and nothing
 * else; does something with it, and removes it. Should this process die, it goes all the same. IMAGE_BUILD_FAILED, GATEWAY_FAILED, DOCKER_UNREACHABLE.
 */
export function withSignInContainer<Result>(
  context: Context,
  agent: SigningAgent,
  work: (container: SignInContainer) => Promise<Result>,
): Promise<Result> {
  const hosts = agent === 'github' ? forgeHosts(forgeHost(context)) : agentDomains(agent);
  const passing = { purpose: 'auth', hosts, files: settingsOf(agent), signal: context.closing } as const;
  return withPassingContainer(context, passing, work);
}

/** What spares the agent the questions of its first start. */
function settingsOf(agent: SigningAgent): readonly ContainerFile[] {
  if (agent === 'github') return [];
  const nothing = { command: undefined, model: undefined, base: null, identity: null, credential: null, env: {} };
  return agentLaunch({ ...nothing, startMode: 'yolo', agent, container: '-', task: '-', branch: '-' }).files;
}
