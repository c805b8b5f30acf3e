import { join } from 'node:path';
import { z } from 'zod';
import { Template } from '../../contract/templates.ts';
import type { Context } from '../context.ts';
import { editRecord } from '../disk/edit.ts';
import { readRecord } from '../disk/read.ts';
import { checked, fail } from '../errors.ts';

/** `~/.maestro/ours/templates.json`, by name. */
const Templates = z.object({ templates: z.array(Template) });

type Place = Pick<Context, 'paths'>;

/** FILE_DAMAGED. */
export function listTemplates(place: Place): readonly Template[] {
  return readRecord(pathOf(place), Templates)?.templates ?? [];
}

/** TEMPLATE_NOT_FOUND, FILE_DAMAGED. */
export function getTemplate(place: Place, name: string): Template {
  const found = listTemplates(place).find((one) => one.name === name);
  if (found === undefined) throw fail('TEMPLATE_NOT_FOUND', `There is no template ${name}.`);
  return found;
}

/** Keeps a template, in place of one of the same name, which is answered with. INPUT_INVALID, FILE_DAMAGED, LOCK_HELD. */
export async function saveTemplate(place: Place, wanted: Template): Promise<Template | undefined> {
  const template = checked(Template, wanted);
  const before = listTemplates(place).find(({ name }) => name === template.name);
  await edit(place, (all) =>
    [...all.filter(({ name }) => name !== template.name), template].sort((one, other) =>
      one.name.localeCompare(other.name),
    ),
  );
  return before;
}

/** TEMPLATE_NOT_FOUND, FILE_DAMAGED, LOCK_HELD. */
export async function removeTemplate(place: Place, name: string): Promise<Template> {
  const found = getTemplate(place, name);
  await edit(place, (all) => all.filter((one) => one.name !== name));
  return found;
}

function edit(place: Place, next: (all: readonly Template[]) => Template[]): Promise<void> {
  const lock = { folder: place.paths.locks, name: 'templates' };
  return editRecord({ path: pathOf(place), schema: Templates, lock }, (file) => ({
    templates: next(file?.templates ?? []),
  }));
}

function pathOf({ paths }: Place): string {
  return join(paths.home, 'ours', 'templates.json');
}
