import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isProblem, problemOf } from '../../../electron/engine/errors.ts';
import { neededRules, type Policy, renderPolicy } from '../../../electron/engine/gateway/rules.ts';

const NOTHING: Policy = { domains: [], sshHosts: [], upstream: '192.0.2.53' };

/** The content of each file, by its name. */
function files(policy: Partial<Policy>): Record<string, string> {
  const rendered = renderPolicy({ ...NOTHING, ...policy });
  return Object.fromEntries(rendered.map(({ path, content }) => [path.split('/').at(-1) ?? '', String(content)]));
}

test('without a list nothing is allowed', () => {
  const { names, suffixes, 'resolver.conf': resolver } = files({});

  expect([names, suffixes, resolver]).toEqual(['', '', '']);
});

test('a listed name may be asked for, reached and named', () => {
  const { names, 'resolver.conf': resolver } = files({ domains: ['api.example.com'] });

  expect(names).toBe('api.example.com\n');
  expect(resolver).toBe('server=/api.example.com/192.0.2.53\nnftset=/api.example.com/4#inet#maestro#allow4\n');
});

test('a rule opens its host, which may be asked for and reached, and is no whole name', () => {
  const domains = ['GET pkg.example.com/*', 'git-read pkg.example.com/acme/*', 'api.example.com'];
  const { names, opened, requests, questions, 'resolver.conf': resolver } = files({ domains });

  expect([names, opened]).toEqual(['api.example.com\n', 'pkg.example.com\n']);
  expect(requests).toBe('GET pkg.example.com/*\ngit-read pkg.example.com/acme/*\n');
  expect(questions).toBe('api.example.com\npkg.example.com\n');
  expect(resolver).toContain('nftset=/pkg.example.com/4#inet#maestro#allow4\n');
});

test('a rule needs an opened host, unless that host is allowed as a whole', () => {
  const domains = ['GET pkg.example.com/*', 'GET api.example.com/*', 'POST a.forge.example/x', '*.forge.example'];

  expect(neededRules({ domains: [...domains, 'api.example.com'] })).toEqual(['GET pkg.example.com/*']);
  expect(neededRules({ domains, open: true })).toEqual([]);
});

test('a host that a sign-in is held for is opened where it is allowed, and stays whole', () => {
  const { names, opened, requests } = files({
    domains: ['api.example.com', '*.forge.example'],
    lent: ['api.example.com', 'git.forge.example', 'closed.example'],
  });

  expect([names, opened, requests]).toEqual(['api.example.com\n', 'api.example.com\ngit.forge.example\n', '']);
  expect(files({ domains: [], lent: ['any.example'], open: true }).opened).toBe('any.example\n');
});

test('names below a listed one are told by their end, dot included', () => {
  const { names, suffixes } = files({ domains: ['*.example.com'] });

  expect([names, suffixes]).toEqual(['', '.example.com\n']);
});

test('a git host is reachable by ssh alone', () => {
  const { names, 'resolver.conf': resolver } = files({ sshHosts: ['git.example.com'] });

  expect(names).toBe('');
  expect(resolver).toContain('nftset=/git.example.com/4#inet#maestro#ssh4\n');
});

test('a git host below a listed wildcard keeps what the wildcard gives', () => {
  const { 'resolver.conf': resolver } = files({ domains: ['*.example.com'], sshHosts: ['git.example.com'] });

  expect(resolver).toContain('nftset=/git.example.com/4#inet#maestro#allow4,4#inet#maestro#ssh4\n');
});

test('a git host that is an alias or an address stays closed', () => {
  expect(files({ sshHosts: ['work', '192.0.2.7', '*.example.com'] })['resolver.conf']).toBe('');
});

test('an internal name is asked of its own resolver and may lie in a private range', () => {
  const internal = { domains: ['registry.corp.example'], resolver: '192.0.2.99' };

  const { 'resolver.conf': resolver, 'variables.nft': variables } = files({ domains: ['a.example'], internal });

  expect(resolver).toContain('server=/registry.corp.example/192.0.2.99\n');
  expect(resolver).toContain('nftset=/registry.corp.example/4#inet#maestro#allow4,4#inet#maestro#internal4\n');
  expect(resolver).toContain('server=/a.example/192.0.2.53\n');
  expect(variables).toContain('define upstreams = { 192.0.2.53, 192.0.2.99 }\n');
});

test('without an upstream it is Docker’s own resolver', () => {
  expect(files({ upstream: null })['variables.nft']).toContain('define upstreams = { 127.0.0.11 }\n');
});

test('what is never reached is the platform’s services and what the host names, and nothing else can be in that file', () => {
  const { 'never.nft': never } = files({ never: ['203.0.113.7', '198.51.100.0/28'] });

  expect(never).toBe('define never = { 168.63.129.16, 100.100.100.200, 192.0.0.0/24, 203.0.113.7, 198.51.100.0/28 }\n');
  expect(refusal({ never: ['203.0.113.7 }'] })).toBe('CONFIG_INVALID');
});

test('what may be asked for is every listed name, wildcards as such, and git hosts', () => {
  const { questions } = files({ domains: ['api.example.com', '*.example.com'], sshHosts: ['git.example.com'] });

  expect(questions).toBe('api.example.com\n*.example.com\ngit.example.com\n');
});

test('hellos may be encrypted for the names of a rule of their own alone', () => {
  expect(files({ domains: ['a.example', 'b.example'], encryptedHellos: ['b.example'] })['hiding']).toBe('b.example\n');
  expect(files({ domains: ['a.example'] })['hiding']).toBe('');
});

test.each(['127.0.0.1', '::1', '0.0.0.0', '224.0.0.1', 'dns.example.com', '1.1.1.1 }', '1.1.1.1\n'])(
  '%j is no upstream',
  (upstream) => {
    expect(refusal({ upstream })).toBe('CONFIG_INVALID');
  },
);

test('an unusable name stops the rendering, and the error names it', () => {
  expect(() => files({ domains: ['good.example', 'bad name.example'] })).toThrow(/"bad name\.example"/);
});

test('whatever is given, every line of every file is one that the gateway’s programs read as data', () => {
  const text = fc.oneof(
    fc.domain(),
    fc.domain().map((name) => `*.${name}`),
    fc.string({ unit: 'binary' }),
  );
  const list = fc.array(text, { maxLength: 4 });
  fc.assert(
    fc.property(list, list, fc.option(fc.oneof(fc.ipV4(), fc.string())), (domains, sshHosts, upstream) => {
      const addresses = upstream === null ? [] : [upstream];
      const rendered = tryFiles({ domains, sshHosts, upstream, addresses });
      if (rendered === undefined) return;
      const name = '[a-z0-9-]+(\\.[a-z0-9-]+)+';
      const set = '4#inet#maestro#(allow4|internal4|ssh4)';
      expect(rendered['names']).toMatch(new RegExp(`^(${name}\n)*$`));
      expect(rendered['questions']).toMatch(new RegExp(`^((\\*\\.)?${name}\n)*$`));
      expect(rendered['suffixes']).toMatch(new RegExp(`^(\\.${name}\n)*$`));
      expect(rendered['resolver.conf']).toMatch(
        new RegExp(`^(server=/${name}/[0-9.]+\nnftset=/${name}/${set}(,${set})*\n)*$`),
      );
      expect(rendered['variables.nft']).toMatch(
        /^define upstreams = \{ [0-9.]+(, [0-9.]+)* \}\ndefine addresses = \{ [0-9.]+(, [0-9.]+)* \}\n$/,
      );
      expect(rendered['addresses']).toMatch(/^([0-9.]+\n)?$/);
    }),
    { numRuns: 300 },
  );
});

/** Undefined where the input is refused, which is the other good end. */
function tryFiles(policy: Policy): Record<string, string> | undefined {
  try {
    return files(policy);
  } catch (error) {
    if (isProblem(error, 'DOMAIN_INVALID') || isProblem(error, 'CONFIG_INVALID')) return undefined;
    throw error;
  }
}

function refusal(policy: Partial<Policy>): string | undefined {
  try {
    files(policy);
    return undefined;
  } catch (error) {
    return problemOf(error).code;
  }
}
