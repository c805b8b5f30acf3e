import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { stateProject } from '../../support/state.ts';

const latin1 = Buffer.from('# F\u00fcr mich\r\n\r\n- nie `npm`', 'latin1');
const ODD: readonly (readonly [string, Buffer])[] = [
  ['Windows line ends', Buffer.from('# Mine\r\n\r\n- one\r\n')],
  ['no final line end', Buffer.from('# Mine\n- one')],
  ['blank lines at the end', Buffer.from('# Mine\n\n\n')],
  ['another encoding, and no final line end', latin1],
  ['a mark of byte order and mixed line ends', Buffer.from('\ufeff# Mine\r\n- one\n\t- two\r\n')],
];

test.each(ODD)('an agent’s file with %s is as it was after install and uninstall', async (_, before) => {
  const project = await stateProject();
  await mkdir(join(project.home, '.claude'));
  const path = join(project.home, '.claude', 'CLAUDE.md');
  await writeFile(path, before);

  await project.json(['install']);
  expect((await readFile(path)).subarray(0, before.length)).toEqual(before);
  expect((await readFile(path, 'latin1')).includes('<!-- maestro:start -->')).toBe(true);
  await project.json(['uninstall', '--agents-only']);

  expect(await readFile(path)).toEqual(before);
});

test('what init adds to .gitignore leaves its bytes and takes its line ends', async () => {
  const project = await stateProject();
  const before = Buffer.from('# caf\u00e9\r\n*.log\r\n', 'latin1');
  await writeFile(join(project.folder, '.gitignore'), before);

  await project.json(['init']);

  const after = await readFile(join(project.folder, '.gitignore'));
  expect(after.subarray(0, before.length)).toEqual(before);
  expect(after.toString('latin1').replaceAll('\r\n', '')).not.toContain('\n');
});

test('a configuration is set and unset with everything else in the file as it was', async () => {
  const project = await stateProject();
  await project.json(['init']);
  const path = join(project.folder, '.maestro', 'config.yaml');
  const before = '\ufeff# ours\r\nmemory:   # all of it\r\n    enabled: true   # for now\r\n\r\n# the end';
  await writeFile(path, before);

  await project.json(['config', 'set', 'memory.enabled', 'false']);
  expect(await readFile(path, 'utf8')).toBe(before.replace('true', 'false'));
  await project.json(['config', 'set', 'principles.gates', 'warn']);
  await project.json(['config', 'unset', 'principles.gates']);
  await project.json(['config', 'set', 'memory.enabled', 'true']);

  expect((await readFile(path, 'utf8')).replace('principles:\r\n  {}\r\n', '')).toBe(before);
});

test('a plan that is not JSON, or no plan, is refused with line and column', async () => {
  const project = await stateProject();
  await writeFile(join(project.folder, 'plan.json'), '{\n  "title": "t",\n  oops\n}\n');
  const create = () => project.run(['mission', 'create', '--file', 'plan.json', '--json']);
  const refused = JSON.parse((await create()).stdout) as { error: string };
  expect(refused.error).toMatch(/^plan\.json is not JSON \(line 3, column 3\): /);

  await writeFile(join(project.folder, 'plan.json'), '{\n  "title": "t",\n  "milestones": [],\n  "features": []\n}\n');
  expect((JSON.parse((await create()).stdout) as { error: string }).error).toContain(
    'plan.json (line 3, column 17) is no plan.',
  );
});

test('a packet is decoded as it was pasted, also from standard input', async () => {
  const project = await stateProject();
  const words = ['--session-core', 'c', '--summary', 'login works', '--next-action', 'n', '--confidence-work', '0.9'];
  await project.json(['handoff', 'create', '--mode', 'execute', ...words, '--artifact', 'a', '--read-more', 'r']);
  const { stdout } = await project.run(['handoff', 'pickup', '--paste']);
  const input = `> \`\`\`\r\n${stdout.replaceAll('|', '\n|').replaceAll('\n', '\r\n> ')}\`\`\`\r\n`;

  const decoded = await project.run(['handoff', 'decode', '-', '--json'], { input });

  expect(JSON.parse(decoded.stdout)).toMatchObject({ mode: 'execute', summary: 'login works' });
});
