const DIM = '\x1b[2m';
const BOLD = '\x1b[1m';
const GREEN = '\x1b[32m';
const RED = '\x1b[31m';
const CYAN = '\x1b[36m';
const END = '\x1b[0m';

const AGENT = [
  `${BOLD}> Add OAuth login with Google and GitHub${END}`,
  '',
  `${GREEN}●${END} I read ${BOLD}src/auth/${END} and the session store. The callback belongs beside the password login.`,
  '',
  `${GREEN}●${END} ${BOLD}Update${END}(src/auth/oauth.ts)`,
  `  ⎿  Updated with 42 additions and 3 removals`,
  `     ${DIM}18${END}   const state = randomBytes(32).toString('base64url');`,
  `     ${DIM}19${END} ${RED}- await session.set('state', state);${END}`,
  `     ${DIM}19${END} ${GREEN}+ await session.set(\`oauth:\${state}\`, { provider, at: Date.now() });${END}`,
  '',
  `${GREEN}●${END} ${BOLD}Bash${END}(npm test -- oauth)`,
  `  ⎿  ${GREEN}✓${END} 14 passed ${DIM}(2.1 s)${END}`,
  `     See ${CYAN}https://www.rfc-editor.org/rfc/rfc7636${END} for PKCE.`,
  '',
  `${BOLD}Should I use PKCE or the implicit flow for the mobile client?${END}`,
  '',
  `  ${CYAN}❯ 1. PKCE (recommended)${END}`,
  '    2. Implicit flow',
  '    3. Type something else',
];

const SHELL = [
  `${GREEN}node@feat-oauth-login-1${END}:${CYAN}/workspace${END}$ git status --short`,
  ` ${RED}M${END} src/auth/oauth.ts`,
  ` ${RED}M${END} src/auth/session.ts`,
  `${GREEN}node@feat-oauth-login-1${END}:${CYAN}/workspace${END}$ `,
];

/** The same as plain lines. */
export function demoLines(count: number): string[] {
  // eslint-disable-next-line no-control-regex
  return AGENT.map((line) => line.replaceAll(/\u001b\[[\d;]*m/g, '')).slice(-count);
}

/** A still of a tmux window, drawn for a size, with a day's work above it. */
export function demoScreen(window: 'agent' | 'shell', size: { cols: number; rows: number }): string {
  const lines = window === 'agent' ? AGENT : SHELL;
  const history = Array.from(
    { length: 120 },
    (_, index) => `${DIM}${index + 1}${END} An earlier line of the ${window}.`,
  );
  const above = [...history, ...Array.from({ length: size.rows }, () => '')];
  return `\x1bc${above.join('\r\n')}\x1b[H\x1b[2J${lines.join('\r\n')}\x1b[${lines.length};1H\x1b[999C`;
}
