import { AgentKind } from '../../../electron/contract/agents.ts';
import { ContainerState } from '../../../electron/contract/containers.ts';
import { AGENTS, STATES } from '../../../electron/cli/table/containers.ts';
import { expect, test } from 'vitest';
import { candidates } from '../../../electron/cli/completion/candidates.ts';
import { COMMANDS } from '../../../electron/cli/table/commands.ts';

test('the first word is a command, hidden ones left out', () => {
  expect(candidates([''], COMMANDS)).toMatchObject({ words: expect.arrayContaining(['new', 'list']) as string[] });
  expect(candidates([''], COMMANDS)).not.toMatchObject({ words: expect.arrayContaining(['__complete']) as string[] });
});

test('a name is asked for where a command takes one, once', () => {
  expect(candidates(['connect', ''], COMMANDS)).toEqual({ kind: 'container' });
  expect(candidates(['connect', 'feat-x-1', ''], COMMANDS)).toEqual({ words: [] });
});

test('the value of an option is completed by its kind', () => {
  expect(candidates(['new', '-f', ''], COMMANDS)).toEqual({ kind: 'file' });
  expect(candidates(['new', '--project', ''], COMMANDS)).toEqual({ kind: 'folder' });
  expect(candidates(['new', '--agent', ''], COMMANDS)).toMatchObject({
    words: ['claude', 'codex', 'gemini', 'opencode', 'droid', 'custom'],
  });
});

test('what a filter offers is what it takes', () => {
  expect(AGENTS).toEqual(AgentKind.options);
  expect(STATES).toEqual(ContainerState.options);
});
