import { resolve } from 'node:path';
import { shellWord } from '../../contract/text.ts';
import { Template } from '../../contract/templates.ts';
import { type Call, UsageError } from '../arguments/command.ts';
import { readFlags } from '../arguments/input.ts';
import { argument } from '../arguments/options.ts';
import { withContext } from '../engine.ts';
import { NewFlags } from '../new-flags.ts';
import { table } from '../output/printed-table.ts';
import { plain } from '../output/text.ts';
import { lines, next, ok, undo } from '../output/words.ts';
import { givenText } from '../prompt.ts';
import { wishesOf } from '../wishes.ts';

const EXAMPLE = 'maestro template save review --plan "Review {} for security"';

/** Keeps a task and options of `new`; one of the same name is replaced, and can be had back. */
export async function save(call: Call): Promise<undefined> {
  const { out, rest, args } = call;
  const [name = '', ...words] = args;
  const flags = readFlags(NewFlags, call);
  wishesOf(flags, rest, EXAMPLE);
  const task =
    words.length === 0 && flags.file === undefined
      ? ''
      : await givenText({ file: flags.file, words, invitation: 'What is the task?' });
  const { json: _json, help: _help, file: _file, project, ...kept } = call.flags;
  const given = { ...kept, ...(typeof project === 'string' && { project: resolve(project) }) };
  await withContext(async (context) => {
    const { saveTemplate } = await import('../../engine/settings/templates.ts');
    const savedAt = context.now().toISOString();
    const wanted = { name, task, flags: given as Template['flags'], command: [...rest], savedAt };
    if (!Template.shape.name.safeParse(name).success)
      throw new UsageError('A template is called by small letters, digits and dashes.', EXAMPLE);
    const before = await saveTemplate(context, wanted);
    out.result({ template: wanted, replaced: before ?? null }, () =>
      lines(
        ok(before === undefined ? `${name} is kept.` : `${name} is kept in place of the one before.`),
        before === undefined ? undefined : undo(commandOf(before)),
        next(`maestro new --template ${name} ${task.includes('{}') || task === '' ? '"…"' : ''}`.trimEnd()),
      ),
    );
  });
}

/** Shows all templates. */
export async function list({ out }: Call): Promise<undefined> {
  await withContext(async (context) => {
    const { listTemplates } = await import('../../engine/settings/templates.ts');
    const templates = listTemplates(context);
    out.result({ templates }, () =>
      templates.length === 0
        ? `No templates yet. ${EXAMPLE}`
        : table(
            ['NAME', 'OPTIONS', 'TASK'],
            templates.map((one) => [one.name, plain(optionsOf(one).join(' ')), plain(one.task).slice(0, 60)]),
          ),
    );
  });
}

/** Shows one. */
export async function show(call: Call): Promise<undefined> {
  await withContext(async (context) => {
    const { getTemplate } = await import('../../engine/settings/templates.ts');
    const template = getTemplate(context, argument(call));
    call.out.result(template, () => commandOf(template));
  });
}

/** Forgets one, with the command that keeps it again. */
export async function remove(call: Call): Promise<undefined> {
  await withContext(async (context) => {
    const { removeTemplate } = await import('../../engine/settings/templates.ts');
    const gone = await removeTemplate(context, argument(call));
    call.out.result(gone, () => lines(ok(`${gone.name} is forgotten.`), undo(commandOf(gone))));
  });
}

function commandOf(template: Template): string {
  const { name, task, command } = template;
  const words = ['maestro', 'template', 'save', name, ...optionsOf(template)];
  return [...words, ...(task === '' ? [] : [task]), ...(command.length === 0 ? [] : ['--', ...command])]
    .map(shellWord)
    .join(' ');
}

function optionsOf({ flags }: Template): string[] {
  return Object.entries(flags).flatMap(([name, value]) => {
    if (typeof value === 'boolean') return value ? [`--${name}`] : [];
    return [value].flat().flatMap((one) => [`--${name}`, one]);
  });
}
