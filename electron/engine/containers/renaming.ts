import type { Container } from '../../contract/containers.ts';
import { refusalOf } from '../../contract/flaws.ts';
import { ContainerName, type Nick } from '../../contract/ids.ts';
import { readConfig } from '../config/config.ts';
import type { Context } from '../context.ts';
import { LABEL } from '../docker/labels.ts';
import { fail, type MaestroError } from '../errors.ts';
import { callAll } from './agreeing.ts';
import { shortName } from './describe.ts';
import { type Member, readFleet } from './fleet.ts';
import { getMember, withContainerLock } from './lifecycle.ts';
import { getContainer } from './list.ts';
import { MAX_PREFIXED_CHARS, ownerOf, takenNames, withNamesLock } from './naming.ts';
import { keepNick } from './nicks.ts';
import { findParts } from './parts.ts';

/**
 * Gives a container another name: Docker’s own, so that it outlives everything that Maestro keeps. It has the new one in all
 * places, or the old one. INPUT_INVALID,
 * CONTAINER_NAME_TAKEN, CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS.
 */
export async function renameContainer(
  context: Context,
  { name, to }: { name: ContainerName; to: string },
): Promise<Container> {
  const wanted = fullName(to, readConfig(context).prefix);
  await withContainerLock(context, name, () =>
    withNamesLock(context, async () => {
      const member = await getMember(context, name);
      if (member.shown !== wanted) await refuseTaken(context, member, wanted);
      await callAll(context, member, wanted);
    }),
  );
  return getContainer(context, wanted);
}

/** Calls a container something beside its name, or nothing any more. CONTAINER_NAME_TAKEN, CONTAINER_NOT_FOUND, CONTAINER_NOT_OURS. */
export async function nickContainer(
  context: Context,
  { name, nick }: { name: ContainerName; nick: Nick | null },
): Promise<Container> {
  return withNamesLock(context, async () => {
    const member = await getMember(context, name);
    if (nick !== null && member.nick !== nick) await refuseTakenNick(context, nick);
    await keepNick(context, name, nick);
    return getContainer(context, member.shown);
  });
}

/** A nickname means one container alone. CONTAINER_NAME_TAKEN. */
export async function refuseTakenNick(context: Context, nick: Nick): Promise<void> {
  const holder = await findCalled(context, nick);
  if (holder !== undefined) throw taken(`${holder} is called ${nick} already.`);
}

/** Whether nothing is called this. */
export async function isFreeNick(context: Context, nick: Nick): Promise<boolean> {
  return (await findCalled(context, nick)) === undefined;
}

/** The short name of the container that has this for one of its names. */
async function findCalled(context: Context, word: string): Promise<string | undefined> {
  const { prefix } = readConfig(context);
  const short = (name: string): string => shortName(name, prefix);
  const found = (await readFleet(context)).find(({ birth, shown, nick }) =>
    [nick, shown, birth.name, short(shown), short(birth.name)].includes(word),
  );
  return found && short(found.shown);
}

function fullName(to: string, prefix: string): ContainerName {
  const { data, error } = ContainerName.max(MAX_PREFIXED_CHARS).safeParse(to.startsWith(prefix) ? to : prefix + to);
  if (data === undefined)
    throw fail('INPUT_INVALID', `${to} cannot be the name of a container: ${refusalOf(error.issues)}`);
  if (ownerOf(data) !== data) throw fail('INPUT_INVALID', `${to} is the name of a part of a container.`);
  return data;
}

/** What belongs to it is called by the name that it was made with, which it may have again. */
async function refuseTaken(context: Context, { birth }: Member, wanted: ContainerName): Promise<void> {
  const own = (await findParts(context, { [LABEL.container]: birth.name })).map((part) => part.name);
  const others = (await takenNames(context)).filter((name) => !own.includes(name));
  if (others.some((name) => ownerOf(name) === wanted || name === wanted))
    throw taken(`Something of Docker is named ${wanted} already.`);
  const short = shortName(wanted, readConfig(context).prefix);
  const called = (await readFleet(context)).find((other) => other.birth.name !== birth.name && other.nick === short);
  if (called !== undefined) throw taken(`${called.shown} is called ${short} already.`);
}

function taken(sentence: string): MaestroError {
  return fail('CONTAINER_NAME_TAKEN', sentence, { hints: ['Choose another name.'] });
}
