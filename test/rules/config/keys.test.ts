import fc from 'fast-check';
import { expect, test } from 'vitest';
import { resolveConfig } from '../../../electron/engine/config/rules.ts';

test('an empty document gives the defaults', () => {
  const { values, domains, problems, unknown } = resolveConfig({});

  expect(values).toMatchObject({ prefix: 'maestro-', memory: 4 * 1024 ** 3, cpus: 2, pids: 512, agent: 'claude' });
  expect(domains).toContain('api.anthropic.com');
  expect({ problems, unknown }).toEqual({ problems: [], unknown: [] });
});

test('the guide’s document has no problem', () => {
  const { problems, unknown, values } = resolveConfig({
    claude: { config_path: '~/.claude', mcl_claude_path: '~/.maestro/.claude', default_mode: 'yolo' },
    containers: { prefix: 'mcl-', image: 'mcl:latest', resources: { memory: '4g', cpus: '2' } },
    firewall: { allowed_domains: ['a.example', 'b.example'] },
    sync: { additional_folders: ['~/code/helpers'] },
    github: { enabled: false, config_path: '~/.maestro/gh' },
    daemon: {
      check_interval: '30m',
      stalled_after: '20m',
      show_nag: true,
      token_refresh: { enabled: true, threshold: '6h' },
      notifications: {
        enabled: true,
        attention_threshold: '5m',
        notify_on: ['attention_needed'],
        quiet_hours: { start: '23:00', end: '' },
      },
    },
  });

  expect({ problems, unknown }).toEqual({ problems: [], unknown: [] });
  expect(values).toMatchObject({
    prefix: 'mcl-',
    cpus: 2,
    stalledAfter: 20 * 60_000,
    quietStart: '23:00',
    quietEnd: null,
  });
});

test('a wrong value costs its own key alone, and is named', () => {
  const { values, problems } = resolveConfig({
    containers: { prefix: 'Bad Prefix', resources: { memory: 'lots', cpus: 1.5, pids: '256' } },
  });

  expect(values).toMatchObject({ prefix: 'maestro-', memory: 4 * 1024 ** 3, cpus: 1.5, pids: 256 });
  expect(problems.map(({ sentence }) => sentence)).toEqual([
    'containers.prefix: Use at most 30 lower-case letters, digits and dashes. Found "Bad Prefix"; the default is used.',
    'containers.resources.memory: Give a size such as 4g or 512m, from 256m to 1t. Found "lots"; the default is used.',
  ]);
});

test.each(['0', '59s', '8d', 'soon', -1])('%s is no time after which an agent counts as stalled', (wrong) => {
  const { values, problems } = resolveConfig({ daemon: { stalled_after: wrong } });
  expect(values.stalledAfter).toBe(15 * 60_000);
  expect(problems.map(({ sentence }) => sentence)).toEqual([expect.stringContaining('daemon.stalled_after')]);
});

test.each(['Ctrl+Alt+M', 'CmdOrCtrl+Shift+Space', 'Super+F12', 'Alt+7'])('%s are keys of a shortcut', (shortcut) => {
  expect(resolveConfig({ desktop: { shortcut } })).toMatchObject({ values: { shortcut }, problems: [] });
});

test.each(['M', 'Shift+M', 'Ctrl+', 'Ctrl+Alt', 'ctrl+m', 'Ctrl+M+N', 'Ctrl+Alt+M\n', 7])(
  '%j are no keys of a shortcut: a program would lose what is typed, or nothing would come of it',
  (shortcut) => {
    const { values, problems } = resolveConfig({ desktop: { shortcut } });
    expect(values.shortcut).toBeNull();
    expect(problems).toHaveLength(1);
  },
);

test('a wrong domain is left out, and the others stay', () => {
  const { domains, problems } = resolveConfig({
    firewall: { allowed_domains: ['A.Example.com', 'https://b.example.com', 7, 'a.example.com', '*.c.example'] },
  });

  expect(domains).toEqual(['a.example.com', '*.c.example']);
  expect(problems.map(({ sentence }) => sentence)).toEqual([
    expect.stringMatching(/^firewall\.allowed_domains\[1\]: .*scheme.* It is left out\.$/),
    'firewall.allowed_domains[2]: Give a host name. It is left out.',
  ]);
});

test('keys that nobody knows are named, and other tools’ sections are not', () => {
  const { unknown } = resolveConfig({
    containers: { resource: { memory: '1g' } },
    daemon: { check_intervall: '3m' },
    web: { enabled: true },
    sessionDetection: { enabled: true },
  });

  expect(unknown).toEqual(['containers.resource.memory', 'daemon.check_intervall']);
});

test('an empty section counts as absent', () => {
  expect(resolveConfig({ containers: null, firewall: { allowed_domains: null } }).problems).toEqual([]);
});

test('any document resolves to valid values', () => {
  fc.assert(
    fc.property(
      fc.object({ key: fc.constantFrom('containers', 'prefix', 'resources', 'memory', 'firewall', 'x') }),
      (document) => {
        const { values } = resolveConfig(document);
        expect(values.memory).toBeGreaterThan(0);
        expect(values.prefix).toMatch(/^[a-z0-9-]+$/);
      },
    ),
  );
});
