import type { Context } from '../context.ts';
import { proveGateway } from '../gateway/gateway.ts';
import { shouldReturn } from './endings.ts';
import type { Member } from './fleet.ts';
import { bringSignIn } from './lending.ts';
import { bringUp, getMember, STOP_GRACE_SECONDS, withContainerLock } from './lifecycle.ts';
import { lookAtBoth } from './parting.ts';
import { bringTrust, bringTrustOfJava } from './trust.ts';

/** Starts what went down with its engine, and by the user’s last word is to run. */
export function bringBack(context: Context, { birth }: Member): Promise<void> {
  return withContainerLock(context, birth.name, async () => {
    const member = await getMember(context, birth.name);
    if (!shouldReturn(member.ending, member.wish)) return;
    context.log.info({ container: birth.name, status: member.row.Status }, 'its engine went away under it');
    await bringUp(context, member);
  });
}

/** Brings an agent back after its gateway, once that has proven its rules. Answers why Docker could not start it, if so. */
export async function heal(context: Context, member: Member, signal: AbortSignal): Promise<string | null> {
  const { gateway, row, birth } = member;
  if (gateway === null) return null;
  const seen = await lookAtBoth(context, member);
  if (seen === undefined || seen.remedy === 'none') return seen?.startError ?? null;
  return withContainerLock(context, birth.name, async () => {
    const now = await lookAtBoth(context, member);
    if (now === undefined || now.remedy === 'none') return now?.startError ?? null;
    context.log.info({ container: birth.name, remedy: now.remedy }, 'its gateway came up after it');
    await proveGateway(context, gateway.Id, signal);
    await bringSignIn(context, member, now.remedy !== 'start');
    const opens = await bringTrust(context, {
      gatewayId: gateway.Id,
      dockerId: row.Id,
      running: now.remedy !== 'start',
    });
    if (now.remedy === 'start') await context.docker.start(row.Id);
    else await context.docker.restart(row.Id, { graceSeconds: STOP_GRACE_SECONDS });
    if (opens) await bringTrustOfJava(context, row.Id);
    return null;
  });
}
