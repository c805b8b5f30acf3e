import type { ContainerName } from '../../contract/ids.ts';
import type { ContainerNetwork } from '../../contract/network.ts';
import type { Preset } from '../../contract/presets.ts';
import { isRequestRule, readRequestRule } from '../../contract/requestRules.ts';
import type { Engine } from '../../engine/engine.ts';
import type { Output } from './output.ts';

/** The full name of a container as a person wrote it. CONTAINER_NOT_FOUND, CONTAINER_NAME_AMBIGUOUS. */
export async function containerNamed({ context }: Engine, text: string): Promise<ContainerName> {
  const { getContainer } = await import('../../engine/containers/list.ts');
  return (await getContainer(context, text)).name;
}

/** Whoever opened a network is reminded of it, for as long as that lasts. */
export function warnOfOpen(
  { called, preset }: { readonly called: string; readonly preset: Preset | null },
  out: Output,
): void {
  if (preset === 'open')
    out.note(`${called} may reach every host. To close it again: maestro domains ${called} --preset standard`);
}

/** A rule changes nothing while its host is allowed as a whole: whoever made it is told. */
export function warnOfWhole(
  { called, allowed }: Pick<ContainerNetwork, 'allowed'> & { readonly called: string },
  entry: string,
  out: Output,
): void {
  const rule = isRequestRule(entry) ? readRequestRule(entry) : { refusal: '' };
  if ('refusal' in rule) return;
  const covers = (domain: string): boolean =>
    domain === rule.host || (domain.startsWith('*.') && rule.host.endsWith(domain.slice(1)));
  const whole = allowed.find(({ domain }) => covers(domain));
  if (whole !== undefined)
    out.note(
      `${whole.domain} is allowed as a whole too, so that everything passes. To change that: maestro remove-domain ${called} ${whole.domain}`,
    );
}
