import type { SigningAgent } from '../../electron/contract/credentials.ts';
import type { Lease } from '../../electron/engine/agents/launch.ts';

/** A moment of the tests, in milliseconds. */
export const NOW = Date.UTC(2026, 0, 1);
export const HOUR = 3_600_000;

/** A Claude Code sign-in that is no real one. */
export function claudeFile(expiresAt: unknown, some: Record<string, unknown> = {}): string {
  const oauth = { accessToken: 'test-access', refreshToken: 'test-refresh', expiresAt, scopes: ['user:inference'] };
  return JSON.stringify({ claudeAiOauth: { ...oauth, ...some } });
}

/** A Codex sign-in whose access token is a JWT with these claims. */
export function codexFile(claims: unknown): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const access_token = `${part({ alg: 'none' })}.${part(claims)}.c2ln`;
  return JSON.stringify({ OPENAI_API_KEY: null, tokens: { access_token, refresh_token: 'test-refresh' } });
}

/** What a container gets of a file. */
export function lease(content: string): Lease {
  return { content, issuedAt: NOW };
}

const ROWS: readonly [SigningAgent, string, 'valid' | 'missing' | 'invalid', number | null][] = [
  ['claude', claudeFile(4_000_000_000_000), 'valid', 4_000_000_000_000],
  ['claude', claudeFile(0), 'valid', 0],
  ['claude', claudeFile(undefined), 'valid', null],
  ['claude', claudeFile(null), 'valid', null],
  ['claude', claudeFile('soon'), 'invalid', null],
  ['claude', claudeFile(-1), 'invalid', null],
  ['claude', claudeFile(1e300), 'invalid', null],
  ['claude', claudeFile(1, { accessToken: '' }), 'missing', null],
  ['claude', claudeFile(1, { accessToken: ['test-access'] }), 'invalid', null],
  ['claude', claudeFile(1, { accessToken: 'a\nb' }), 'invalid', null],
  ['claude', claudeFile(1, { accessToken: 'a\0b' }), 'invalid', null],
  ['claude', '{}', 'missing', null],
  ['claude', '{"claudeAiOauth":null,"mcpOAuth":{}}', 'missing', null],
  ['claude', '{"claudeAiOauth":[]}', 'invalid', null],
  ['claude', '{"apiKey":"test-key"}', 'valid', null],
  ['claude', '{"apiKey":"test key"}', 'invalid', null],
  ['claude', '{"claudeAiOauth":{"accessToken":"test-access","expiresAt":5000},"apiKey":"test-key"}', 'valid', 5000],
  ['claude', 'null', 'invalid', null],
  ['claude', '[]', 'invalid', null],
  ['claude', '', 'invalid', null],
  ['claude', '{"claudeAiOauth":{"accessToken":"test-access"', 'invalid', null],
  ['claude', `${claudeFile(1)}${claudeFile(2)}`, 'invalid', null],
  ['claude', '['.repeat(100_000), 'invalid', null],
  ['claude', `{"a":"${'x'.repeat(300_000)}"}`, 'invalid', null],
  ['codex', codexFile({ exp: 4_000_000_000 }), 'valid', 4_000_000_000_000],
  ['codex', codexFile({ exp: 'never', name: 'Zoë ?>~' }), 'valid', null],
  ['codex', codexFile([]), 'valid', null],
  ['codex', '{"tokens":{"access_token":"opaque"}}', 'valid', null],
  ['codex', '{"tokens":{"access_token":"a.!.c"}}', 'valid', null],
  ['codex', '{"OPENAI_API_KEY":"sk-test"}', 'valid', null],
  ['codex', '{"OPENAI_API_KEY":null,"tokens":null}', 'missing', null],
  ['codex', '{"tokens":"test"}', 'invalid', null],
  ['gemini', '{"access_token":"a","expiry_date":4000000000000}', 'valid', 4_000_000_000_000],
  ['gemini', '{"access_token":"a","refresh_token":"r","expiry_date":1}', 'valid', null],
  ['gemini', '{"expiry_date":1}', 'missing', null],
  ['gemini', '{"apiKey":"test-key"}', 'valid', null],
  ['gemini', '{"access_token":"a","expiry_date":5000,"apiKey":"test-key"}', 'valid', 5000],
  ['gemini', '{"apiKey":7}', 'invalid', null],
  ['gemini', '{"access_token":{},"refresh_token":"r"}', 'invalid', null],
  ['opencode', '{"anthropic":{"type":"api","key":"test-key"}}', 'valid', null],
  ['opencode', '{"a":{"type":"api","key":""},"b":{"type":"new"},"c":null}', 'missing', null],
  [
    'opencode',
    '{"openai":{"type":"oauth","access":"a","refresh":"r","expires":4000000000000}}',
    'valid',
    4_000_000_000_000,
  ],
  [
    'opencode',
    '{"a":{"type":"oauth","access":"a","expires":5000},"b":{"type":"oauth","refresh":"r","expires":7000}}',
    'valid',
    7000,
  ],
  ['opencode', '{"github-copilot":{"type":"oauth","access":"a","refresh":"r","expires":0}}', 'valid', null],
  ['opencode', '{"a":{"type":"oauth","expires":5000}}', 'missing', null],
  ['opencode', '{"https://a.example":{"type":"wellknown","key":"K","token":"t"}}', 'valid', null],
  ['opencode', '{"a":{"type":"oauth","access":"a","expires":"soon"}}', 'invalid', null],
  ['opencode', '{"a":{"type":"api","key":"two words"}}', 'invalid', null],
  ['opencode', '{"a":[]}', 'invalid', null],
  ['opencode', '{}', 'missing', null],
  ['opencode', '[]', 'invalid', null],
  ['droid', '{"apiKey":"test-key"}', 'valid', null],
  ['droid', '{"apiKey":""}', 'missing', null],
  ['droid', '{"apiKey":["k"]}', 'invalid', null],
];

/** Contents of an agent's file, and what they are; the end is in milliseconds. */
export const CONTENTS = ROWS.map(([agent, content, holds, end]) => ({ agent, content, holds, end }));
