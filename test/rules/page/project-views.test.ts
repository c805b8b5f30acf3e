import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { HandoffHead } from '../../../electron/contract/handoffs.ts';
import type { InspectorRow } from '../../../electron/contract/config.ts';
import { commandOf, picks, preview, sections, valueOf } from '../../../renderer/features/config/select.ts';
import {
  blockLabel,
  blockValues,
  claimLine,
  decodedText,
  holdWords,
  isExpired,
  queues,
  releaseLine,
  shownId,
  stepped,
  tokenWords,
} from '../../../renderer/features/handoffs/select.ts';
import { diffLines } from '../../../renderer/features/memory/diff-select.ts';
import {
  correctLine,
  draftFlaw,
  foundCorrections,
  freshness,
} from '../../../renderer/features/memory/memory-select.ts';
import { linesOf } from '../../../renderer/features/projectGraph/project-layout.ts';
import { folderOf, impact } from '../../../renderer/features/projectGraph/select.ts';
import { maestroLine } from '../../../renderer/ui/shell.ts';

const NOW = Date.parse('2026-05-04T10:00:00.000Z');

function head(id: string, change: Partial<HandoffHead> = {}): HandoffHead {
  const at = '2026-05-04T09:00:00.000Z';
  const words = { agent: 'codex', sessionId: 'none', timestamp: at, summary: 's', nextAction: 'n' };
  return { id, status: 'pending', mode: 'execute', ...words, ...change };
}

function row(change: Partial<InspectorRow> = {}): InspectorRow {
  const texts = {
    effectiveValueText: 'on',
    projectValueText: 'unset',
    globalValueText: 'unset',
    defaultValueText: 'on',
    effectiveDisplayValueText: 'on',
    projectDisplayValueText: 'unset',
    globalDisplayValueText: 'unset',
    defaultDisplayValueText: 'on',
  };
  const words = { label: '', description: '', summary: '', impactText: '', editKindLabel: '', sourceBadge: 'D' };
  const key = { keyPath: 'memory.enabled', section: 'memory', valueText: 'on', displayValueText: 'on' };
  return { ...key, ...words, ...texts, source: 'default', editKind: 'toggle', ...change };
}

test('what waits comes before what is held, and parts without handoffs are left out', () => {
  const parts = queues([head('3', { status: 'picked-up' }), head('2'), head('1')]);

  expect(parts.map(({ status, heads }) => [status, ...heads.map(({ id }) => id)])).toEqual([
    ['pending', '2', '1'],
    ['picked-up', '3'],
  ]);
  expect(shownId(parts, '3')).toBe('3');
  expect(shownId(parts, 'gone')).toBe('2');
  expect(stepped(parts, '1', 1)).toBe('3');
  expect(stepped(parts, '3', 5)).toBe('3');
  expect(stepped([], null, 1)).toBeNull();
});

test('a lease that ran out says so, and no longer protects', () => {
  const held = head('1', { status: 'picked-up', pickedUpBy: 'codex', leaseUntil: '2026-05-04T10:30:00.000Z' });
  const over = { ...held, leaseUntil: '2026-05-04T09:57:00.000Z' };

  expect([isExpired(held, NOW), isExpired(over, NOW)]).toEqual([false, true]);
  expect(holdWords(held, NOW)).toBe('held by codex, 30m left');
  expect(holdWords(over, NOW)).toBe('codex’s lease ran out 3m ago');
  expect(holdWords(head('1'), NOW)).toBe('');
});

test('a packet reads as words, and what points at something stays as it is', () => {
  expect(tokenWords('store_the_keys')).toBe('store the keys');
  expect(tokenWords('file_src_keys_ts')).toBe('file_src_keys_ts');
  expect([blockLabel('NEXT_ACTION'), blockLabel('CS')]).toEqual(['Next action', 'Confidence']);
  expect(blockValues({ name: 'RISKS', value: ['NONE'] })).toEqual([]);
  expect(decodedText([{ name: 'DECISIONS', value: ['no_passwords', 'one_table'] }])).toBe(
    'Decisions: no passwords, one table',
  );
});

test('command lines can be pasted into a shell as they are', () => {
  expect(claimLine('2026-05-04-001', { agent: 'my agent', leaseMinutes: 120 })).toBe(
    "maestro handoff pickup --id 2026-05-04-001 --claim --agent 'my agent' --lease 2h",
  );
  expect(releaseLine('2026-05-04-001', { agent: 'codex', force: true })).toBe(
    'maestro handoff release 2026-05-04-001 --force',
  );
  expect(maestroLine('memory-learn', '--content', "it's $HOME")).toBe(
    "maestro memory-learn --content 'it'\\''s $HOME'",
  );
});

test('a correction needs a rule and something that brings it up', () => {
  const draft = { rule: 'Use npm ci', keywords: ' , ', globs: '', severity: 'hard', source: '' } as const;

  expect(draftFlaw({ ...draft, rule: ' ' })).toBe('Write the rule.');
  expect(draftFlaw(draft)).toBe('Give words or files that bring it up.');
  expect(draftFlaw({ ...draft, globs: '*.ts' })).toBeNull();
  expect(correctLine({ ...draft, keywords: 'install, lock' })).toBe(
    "maestro memory-correct 'Use npm ci' --trigger install,lock --severity hard",
  );
});

test('corrections are found by rule, source, word, file and id, the newest first', () => {
  const correction = (id: string, rule: string, keywords: string[]) => ({
    ...{ id, rule, source: rule, severity: 'soft' as const, createdAt: '', updatedAt: '' },
    trigger: { keywords, fileGlobs: [] },
  });
  const all = [correction('1', 'Use npm ci', ['install']), correction('2', 'Name units', ['timeout'])];

  expect(foundCorrections(all, '').map(({ id }) => id)).toEqual(['2', '1']);
  expect(foundCorrections(all, 'INSTALL npm').map(({ id }) => id)).toEqual(['1']);
});

test('guidance says how many learnings it does not know of', () => {
  const learnings = [
    { sessionDate: '', content: 'a' },
    { sessionDate: '', content: 'b' },
  ];
  const compiled = { compiledAt: '', summary: '', rawCount: 1 };

  expect(freshness({ compiled: null, learnings })).toBe('2 learnings not compiled yet');
  expect(freshness({ compiled, learnings })).toBe('from 1 learning; 1 came since');
  expect(freshness({ compiled: { ...compiled, rawCount: 3 }, learnings })).toBe('from 3 learnings; 1 of them are gone');
});

test('a difference holds both texts whole, and says of a text that did not change nothing', () => {
  const text = fc
    .array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 8 })
    .map((lines) => lines.join('\n'));
  fc.assert(
    fc.property(text, text, (before, after) => {
      const lines = diffLines(before, after);
      const without = (kind: string) =>
        lines
          .filter((line) => line.kind !== kind)
          .map((line) => line.text)
          .join('\n');

      expect(without('added')).toBe(before);
      expect(without('removed')).toBe(after);
      if (before === after) expect(lines.every(({ kind }) => kind === 'same')).toBe(true);
    }),
  );
});

test('an edit tells what would be in the file and what would count', () => {
  const set = row({ projectValueText: 'on', globalValueText: 'off', source: 'project' });

  expect(preview(row(), { scope: 'project', text: 'off' })).toEqual({
    file: { from: 'unset', to: 'off' },
    effective: { from: 'on', to: 'off' },
    changes: true,
  });
  expect(preview(set, { scope: 'project', text: null }).effective).toEqual({ from: 'on', to: 'off' });
  expect(preview(set, { scope: 'global', text: 'on' }).effective).toEqual({ from: 'on', to: 'on' });
  expect(preview(set, { scope: 'project', text: 'on' }).changes).toBe(false);
});

test('an edit has a command that does the same', () => {
  expect(commandOf('memory.enabled', false, 'project')).toBe('maestro config set memory.enabled false');
  expect(commandOf('memory.enabled', null, 'global')).toBe('maestro config unset memory.enabled --global');
});

test('a picked value is written as what it is', () => {
  expect(picks(row())).toEqual(['on', 'off']);
  expect(valueOf({ editKind: 'toggle' }, 'off')).toBe(false);
  expect(valueOf({ editKind: 'enum' }, 'off')).toBe('off');
  expect(valueOf({ editKind: 'number-preset' }, ' 30 ')).toBe(30);
  expect(valueOf({ editKind: 'number-preset' }, 'soon')).toBeUndefined();
});

test('keys are found by name and value, section by section', () => {
  const rows = [row(), row({ keyPath: 'ui.mode', section: 'ui', displayValueText: 'solid' })];

  expect(sections({ rowsByTab: { effective: rows } }, 'effective', 'solid').map(({ name }) => name)).toEqual(['ui']);
  expect(sections({ rowsByTab: {} }, 'gone', '')).toEqual([]);
});

test('what a change means is told from where one stands', () => {
  const project = { name: 'api', path: '/api' };
  const edge = { from: 'web', to: 'api', relation: 'consumes', detail: 'types.ts' } as const;

  expect(impact('web', { project, direction: 'outgoing', edge })).toBe('A change in api (types.ts) can break web.');
  expect(impact('web', { project, direction: 'incoming', edge })).toBe('A change in web (types.ts) can break api.');
  expect([folderOf(project), folderOf({ path: 'api' })]).toEqual(['/api', null]);
});

test('two projects have one line, from who builds on something to what that is', () => {
  const nodes = ['web', 'api'].map((name) => ({ name, path: name }));
  const edges = [
    { from: 'api', to: 'web', relation: 'exposes' },
    { from: 'web', to: 'api', relation: 'consumes' },
    { from: 'web', to: 'gone', relation: 'consumes' },
    { from: 'web', to: 'web', relation: 'shared-types' },
  ] as const;

  expect(linesOf({ nodes, edges: [...edges] })).toEqual([
    { from: 'web', to: 'api', words: 'uses, builds on', arrows: { start: false, end: true } },
  ]);
  const back = { from: 'api', to: 'web', relation: 'consumes' } as const;
  expect(linesOf({ nodes, edges: [...edges, back] })[0]?.arrows).toEqual({ start: true, end: true });
});
