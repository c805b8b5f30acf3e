import fc from 'fast-check';
import { expect, test } from 'vitest';
import { folderChoices, typedPath } from '../../../renderer/features/newContainer/folders.ts';
import {
  checkDraft,
  type Draft,
  emptyDraft,
  fieldOfProblem,
  folderName,
  phaseDetail,
} from '../../../renderer/features/newContainer/select.ts';
import { parseCommand } from '../../../renderer/features/newContainer/parse-select.ts';
import { snapshotOf } from '../../support/container.ts';
import { phasesAt } from '../../../electron/demo/fleet.ts';

const ID = 'creation-1';
const { settings } = snapshotOf([]);
const draft = (change: Partial<Draft> = {}): Draft => ({ ...emptyDraft(settings), task: 'Do it', ...change });

test('a draft with a task alone is a creation with the configured defaults', () => {
  const checked = checkDraft(draft(), ID);

  expect(checked).toMatchObject({
    ok: true,
    input: { task: 'Do it', project: settings.recentProjects[0], agent: 'claude', limits: { cpus: 2, pids: 512 } },
  });
});

test('what was not filled in is not sent, so that the host proposes it', () => {
  const checked = checkDraft(draft(), ID);

  expect(checked.ok && Object.keys(checked.input)).not.toContain('branch');
  expect(checked.ok && Object.keys(checked.input)).not.toContain('model');
});

test('every wrong field is named at once', () => {
  const wrong = draft({ task: ' ', project: '', memory: 'lots', agent: 'custom', command: '"open' });
  const checked = checkDraft(wrong, ID);

  expect(checked).toMatchObject({
    ok: false,
    errors: {
      task: 'Describe the task.',
      project: 'Choose the project’s folder.',
      limits: 'Give memory such as 4g or 512m.',
      agent: 'Close the quotes of the command line.',
    },
  });
});

test('limits out of range are told at the limits', () => {
  expect(checkDraft(draft({ cpus: '0' }), ID)).toMatchObject({ ok: false, errors: { limits: /CPUs/ } });
  expect(checkDraft(draft({ cpus: 'two' }), ID)).toMatchObject({ ok: false, errors: { limits: /CPUs/ } });
  expect(checkDraft(draft({ pids: '5' }), ID)).toMatchObject({ ok: false, errors: { limits: /processes/ } });
  expect(checkDraft(draft({ memory: '1m' }), ID)).toMatchObject({ ok: false, errors: { limits: /memory/ } });
});

test('the task crosses exactly as it was typed', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const task = `x${text.replaceAll('\0', '')}\n`;
      const checked = checkDraft(draft({ task }), ID);

      expect(checked.ok && checked.input.task).toBe(task);
    }),
  );
});

test('a command line is parted as a shell would, and nothing in it is expanded', () => {
  expect(parseCommand(`agent --say "a b" 'c "d"' e\\ f $HOME {prompt}`)).toEqual([
    'agent',
    '--say',
    'a b',
    'c "d"',
    'e f',
    '$HOME',
    '{prompt}',
  ]);
  expect(parseCommand('')).toEqual([]);
  expect(parseCommand(`agent 'open`)).toBeUndefined();
});

test('a dollar before a quote is a dollar, and what is quoted after it is taken as it stands', () => {
  expect(parseCommand(`agent $'a\\tb' $"c d" x$'e' '$'f "$'g"`)).toEqual([
    'agent',
    '$a\\tb',
    '$c d',
    'x$e',
    '$f',
    "$'g",
  ]);
});

test.each(['\u00a0', '\u2007', '\u202f'])('a no-break space parts words, but not inside quotes: %j', (space) => {
  expect(parseCommand(`agent${space}--say${space}'a${space}b' c\\${space}d`)).toEqual([
    'agent',
    '--say',
    `a${space}b`,
    `c${space}d`,
  ]);
});

test('any list of words survives being quoted and parted', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.string({ unit: 'grapheme' }).filter((word) => !word.includes("'")),
        { minLength: 1 },
      ),
      (words) => {
        expect(parseCommand(words.map((word) => `'${word}'`).join(' '))).toEqual(words);
      },
    ),
  );
});

test('a refusal of the host is shown at the field that it is about', () => {
  expect(fieldOfProblem({ code: 'BRANCH_INVALID', sentence: '', hints: [], detail: null })).toBe('branch');
  expect(fieldOfProblem({ code: 'DISK_FULL', sentence: '', hints: [], detail: null })).toBeUndefined();
});

test('a step tells its bytes while it runs and its time when it is done', () => {
  const [check, , , , , copy] = phasesAt('copy', 0, { bytes: { sent: 96_000_000, total: 184_000_000 } });

  expect(copy && phaseDetail(copy)).toBe('96.0 MB of 184 MB');
  expect(check && phaseDetail(check)).toBe('12 ms');
});

test('a path that is being typed is a folder and the beginning of a name in it', () => {
  expect(typedPath('/home/ada/wo')).toEqual({ folder: '/home/ada', name: 'wo' });
  expect(typedPath('/ho')).toEqual({ folder: '/', name: 'ho' });
  expect(typedPath('~/work/')).toEqual({ folder: '~/work', name: '' });
  expect(typedPath('shop')).toBeUndefined();
});

test('recent projects come before the folders at home, and nothing twice', () => {
  const listing = {
    path: '/home/ada',
    parent: '/home',
    isGit: false,
    folders: [
      { name: 'shop', path: '/home/ada/shop', isGit: true },
      { name: 'shop-old', path: '/home/ada/shop-old', isGit: false },
    ],
  };
  const choices = folderChoices({ text: 'shop', recents: ['/home/ada/shop', '/srv/blog'], listing });

  expect(choices.map(({ path }) => path)).toEqual(['/home/ada/shop', '/home/ada/shop-old']);
});

test('a typed folder can be chosen itself, and left upwards', () => {
  const listing = { path: '/home/ada', parent: '/home', isGit: false, folders: [] };
  const choices = folderChoices({ text: '/home/ada/', recents: [], listing });

  expect(choices.map(({ kind, path }) => [kind, path])).toEqual([
    ['folder', '/home/ada'],
    ['up', '/home'],
  ]);
});

test('a path is known by its last name', () => {
  expect(folderName('/home/ada/shop/')).toBe('shop');
  expect(folderName('C:\\work\\shop')).toBe('shop');
  expect(folderName('/')).toBe('/');
});
