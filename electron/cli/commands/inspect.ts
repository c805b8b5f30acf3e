import type { Inspection } from '../../contract/inspection.ts';
import { formatSize } from '../../contract/limits.ts';
import { IN_FORCE } from '../../contract/network.ts';
import { gitSigns } from '../../contract/reports.ts';
import { dollars, tokenText } from '../../contract/usage.ts';
import type { Call } from '../arguments/command.ts';
import { withEngine } from '../engine.ts';
import { containerNamed } from '../output/network.ts';
import { plain } from '../output/text.ts';
import { lines } from '../output/words.ts';

/** Shows all that is known about a container; nothing of it is secret. */
export async function run({ args: [word = ''], out }: Call): Promise<undefined> {
  const found = await withEngine(async (engine) =>
    engine.client.inspection.get({ name: await containerNamed(engine, word) }),
  );
  out.result(found, () => told(found));
}

function told({ container, agent, gateway, network, usage, parts }: Inspection): string {
  const { limits } = agent;
  return lines(
    container.nick === null ? container.shortName : `${container.shortName} (${container.nick})`,
    row('made as', container.name),
    row('state', `${container.state}, since ${minute(container.since)}: ${plain(container.evidence)}`),
    row('task', plain(container.task)),
    container.feature && row('feature', `${container.feature.feature} of mission ${container.feature.mission}`),
    row('agent', [container.agent, container.model ?? ''].filter((text) => text !== '').join(', ')),
    row('project', plain(container.project.path)),
    row('branch', `${plain(container.branch)} from ${container.baseCommit?.slice(0, 10) ?? 'no commit'}`),
    row('git', container.git === null ? 'not reported' : gitSigns(container.git) || 'nothing changed'),
    row('created', minute(container.createdAt)),
    row('active', container.lastActivityAt === null ? 'not known' : minute(container.lastActivityAt)),
    row('sign-in', container.credential === null ? 'none known' : signIn(container)),
    row('used', usage === null ? 'not known' : used(usage)),
    row('limits', `${formatSize(limits.memoryBytes)}, ${limits.cpus} CPUs, ${limits.pids} processes`),
    row(
      'network',
      network === null
        ? 'not known'
        : `${network.preset}: ${network.allowed.length} names allowed. ${IN_FORCE[network.inForce]}`,
    ),
    row(
      'proof',
      `${container.isolation.state}${container.isolation.provenAt === null ? '' : ` at ${minute(container.isolation.provenAt)}`}`,
    ),
    ...inside('container', agent),
    row(
      'confined',
      [`user ${agent.user}`, `capabilities: ${agent.capabilities.join(' ') || 'none'}`, ...agent.security].join('; '),
    ),
    ...agent.mounts.map(({ kind, name, target, writable }) =>
      row(kind, `${plain(name)} at ${plain(target)}${writable ? '' : ', to be read only'}`),
    ),
    ...(gateway === null ? [row('gateway', 'gone')] : inside('gateway', gateway)),
    row('parts', parts.join(' ')),
  );
}

function inside(
  what: string,
  { name, id, state, image, startedAt, restarts }: NonNullable<Inspection['gateway']>,
): string[] {
  const since = startedAt === null ? '' : `, started ${minute(startedAt)}`;
  const again = restarts === 0 ? '' : `, ${restarts} times by Docker itself`;
  return [row(what, `${name} ${id.slice(0, 12)}, ${state}${since}${again}`), row('image', plain(image))];
}

function used({ tokens, usd, models, unreadable }: NonNullable<Inspection['usage']>): string {
  if (unreadable !== null) return 'not known';
  const isWhole = models.every((model) => model.usd !== null);
  const { input, output, cacheRead, cacheWrite } = tokens;
  return `${tokenText(input + cacheRead + cacheWrite)} tokens read, ${tokenText(output)} written, ${isWhole ? '' : 'more than '}${dollars(usd)}`;
}

function signIn({ credential, credentialMode }: Inspection['container']): string {
  const until =
    credential?.expiresAt === undefined || credential.expiresAt === null
      ? ''
      : ` until ${minute(credential.expiresAt)}`;
  return `${credential?.state ?? ''}${until}. ${credentialMode?.words ?? ''}`.trim();
}

function row(name: string, value: string): string {
  return `  ${name.padEnd(10)} ${value}`;
}

function minute(instant: string): string {
  return instant.slice(0, 16).replace('T', ' ');
}
