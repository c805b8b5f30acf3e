import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { entriesIn, readRequestRule, requestRuleText, RULE_METHODS } from '../../../electron/contract/requestRules.ts';
import { findEntry, mentions, parseEntry, readEntry } from '../../../electron/engine/config/entries.ts';
import { problemOf } from '../../../electron/engine/errors.ts';

/** The rule in its one spelling, or why it is none. */
function read(text: string): string {
  const rule = readRequestRule(text);
  return 'refusal' in rule ? rule.refusal : requestRuleText(rule);
}

describe('a rule is a verb, a host and a path', () => {
  test.each([
    ['GET,HEAD pkg.example.test/*', 'GET,HEAD pkg.example.test/*'],
    ['head,get  PKG.example.test/*', 'GET,HEAD pkg.example.test/*'],
    ['GET pkg.example.test', 'GET pkg.example.test/*'],
    ['POST api.example.test/v1/upload', 'POST api.example.test/v1/upload'],
    ['ANY,GET api.example.test/v1/*', 'ANY api.example.test/v1/*'],
    ['git-read github.com/acme/*', 'git-read github.com/acme/*'],
    ['Git-Push github.com/acme/shop.git', 'git-push github.com/acme/shop'],
    ['git-read git.example.test', 'git-read git.example.test/*'],
  ])('%s', (text, spelled) => expect(read(text)).toBe(spelled));

  test.each([
    ['FETCH pkg.example.test/*', 'its methods are none of'],
    ['GET, HEAD pkg.example.test/*', 'it is not one method and one host'],
    ['GET *.example.test/*', 'without *.'],
    ['GET a.test/*/b', 'only /* at the end'],
    ['GET a.test/b*', 'only /* at the end'],
    ['GET a.test/a?b=c', 'leave away what follows its path'],
    ['GET a.test/a//b', 'can be read in two ways'],
    ['GET a.test/a/../b', 'can be read in two ways'],
    ['GET a.test/a%2fb', 'characters that a rule cannot have'],
    ['GET a.test/a;b', 'characters that a rule cannot have'],
    [`GET a.test/${'a'.repeat(400)}`, 'longer than'],
    ['git-push github.com/acme/', 'it names no repository'],
  ])('%s is none', (text, why) => expect(read(text)).toContain(why));
});

test('its host is one that may be allowed, in any script', () => {
  expect(readEntry('GET Bücher.test/*')).toBe('GET xn--bcher-kva.test/*');
  expect(findEntry('GET 192.0.2.7/*')).toBeUndefined();
  const refused = (text: string): string => {
    try {
      return parseEntry(text);
    } catch (error) {
      return problemOf(error).sentence;
    }
  };
  expect(refused('GET 192.0.2.7/*')).toContain('an address');
  expect(refused('PULL a.example.test/*')).toContain('"PULL a.example.test/*" is no rule that can be allowed');
  expect(refused('GET pkg')).toContain('it has no dot');
});

test('a list is read as people write it: a rule on a line of its own, names apart by blanks or commas', () => {
  expect(entriesIn('a.test, b.test c.test\nGET,HEAD pkg.test/*\n\n get.test d.test')).toEqual([
    ...['a.test', 'b.test', 'c.test'],
    'GET,HEAD pkg.test/*',
    ...['get.test', 'd.test'],
  ]);
});

test('an entry mentions a host that it lets something pass to', () => {
  expect(mentions(parseEntry('GET a.example.test/x'), 'a.example.test')).toBe(true);
  expect(mentions(parseEntry('GET a.example.test/x'), 'b.a.example.test')).toBe(false);
  expect(mentions(parseEntry('*.example.test'), 'a.example.test')).toBe(true);
});

describe('whatever is given', () => {
  const verb = fc.oneof(
    fc.subarray([...RULE_METHODS], { minLength: 1 }).map(String),
    fc.constantFrom('git-read', 'git-push'),
  );
  const path = fc.oneof(
    fc.constant('/*'),
    fc.webPath(),
    fc.string({ unit: 'binary' }).map((text) => `/${text}`),
  );
  const text = fc.oneof(
    fc.tuple(verb, fc.domain(), path).map(([first, host, rest]) => `${first} ${host}${rest}`),
    fc.string({ unit: 'binary' }),
  );

  test('a rule is its own spelling', () => {
    fc.assert(
      fc.property(text, (given) => {
        const rule = readRequestRule(given);
        if (!('refusal' in rule)) expect(readRequestRule(requestRuleText(rule))).toEqual(rule);
      }),
      { numRuns: 500 },
    );
  });

  test('an entry is one line of characters that the gateway’s programs read as data', () => {
    fc.assert(
      fc.property(text, (given) => {
        const entry = findEntry(given);
        if (entry !== undefined)
          expect(entry).toMatch(
            /^(([A-Z]+,?)+ |git-(read|push) )?(\*\.)?[a-z0-9.-]+(\/[A-Za-z0-9._~!$'()+,:@=&*/-]*)?$/,
          );
      }),
      { numRuns: 500 },
    );
  });
});
