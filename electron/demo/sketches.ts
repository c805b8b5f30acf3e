import type { Container, ContainerState } from '../contract/containers.ts';
import type { Problem } from '../contract/errors.ts';

/** What is special about a container of the made-up fleet. */
export interface Sketch {
  readonly name: string;
  readonly project: string;
  readonly agent?: Container['agent'];
  readonly model?: string | null;
  readonly state: ContainerState;
  readonly task: string;
  /** What it asks: its kind, its words, and what may be chosen. */
  readonly ask?: readonly [string, string, (readonly string[])?];
  readonly evidence: string;
  readonly minutes: number;
  readonly git?: [changed: number, ahead: number | null, behind: number | null, base: number];
  readonly days?: number | null;
  readonly problem?: Problem;
  readonly tasks?: Container['tasks'];
}

/** The containers of the made-up fleet, in no order. */
export const SKETCHES: readonly Sketch[] = [
  {
    name: 'feat-oauth-login-1',
    project: 'shop-api',
    state: 'needs-you',
    task: 'Add OAuth login with Google and GitHub.\n\nKeep the password login. Sessions stay in Redis. Write tests for the callback, and for a state parameter that does not match.',
    ask: ['q', 'Should I use PKCE or the implicit flow for the mobile client?', ['PKCE', 'Implicit']],
    evidence: 'Notification hook of the agent, 3 minutes ago',
    minutes: 3,
    git: [79, 2, 0, 2],
    days: 6,
  },
  {
    name: 'fix-api-rate-limit-1',
    project: 'shop-api',
    agent: 'codex',
    model: 'gpt-5-codex',
    state: 'needs-you',
    task: 'The rate limiter counts a request twice when it is retried by the proxy. Find out why and fix it.',
    ask: ['p', 'rm -rf dist/ && npm run build', ['Yes', 'Yes, and do not ask again for rm', 'No']],
    evidence: 'Permission prompt of the agent, 1 minute ago',
    minutes: 1,
    git: [3, 0, 0, 0],
    days: 6,
  },
  {
    name: 'chore-upgrade-vite-2',
    project: 'web-shop',
    state: 'needs-you',
    task: 'Upgrade vite and all its plugins to the newest major version',
    ask: ['b', 'The build passes, but two snapshots differ. Shall I update them?'],
    evidence: 'Terminal bell in the agent’s window, 41 minutes ago',
    minutes: 41,
    git: [12, null, null, 1],
    days: 6,
  },
  {
    name: 'feat-import-csv-1',
    project: 'ledger',
    state: 'error',
    task: 'Import bank statements as CSV, with a preview of what will be booked',
    evidence: 'The gateway’s proof failed at 09:41',
    minutes: 12,
    days: 6,
    problem: {
      code: 'GATEWAY_FAILED',
      sentence:
        'The gateway could not prove that the network is closed: the resolver answered a name that is not allowed.',
      hints: [
        'The agent was not started, because its network is not proven closed.',
        'Run `maestro doctor` to check the engine’s network.',
      ],
      detail: 'step: proof/resolver\n$ dig +short blocked.test @127.0.0.1\n203.0.113.7\nexpected: NXDOMAIN',
    },
  },
  {
    name: 'docs-api-guide-3',
    project: 'shop-api',
    state: 'incomplete',
    task: 'Write a guide for the public API, with an example for every endpoint',
    evidence: 'The container was made but never started',
    minutes: 190,
    days: null,
  },
  {
    name: 'refactor-db-pool-1',
    project: 'shop-api',
    state: 'starting',
    task: 'Move the connection pool behind one interface',
    evidence: 'Docker started it; waiting for its first report',
    minutes: 0,
    days: 6,
  },
  ...running(),
  {
    name: 'feat-search-facets-1',
    project: 'web-shop',
    state: 'quiet',
    task: 'Facets in the product search: brand, size, colour, price',
    evidence: 'No output for 4 minutes; the agent’s process is running',
    tasks: { done: 2, total: 5, doing: 'Counting the hits of each facet' },
    minutes: 4,
    git: [7, 1, 0, 1],
    days: 6,
  },
  {
    name: 'fix-flaky-checkout-test-1',
    project: 'web-shop',
    agent: 'gemini',
    model: 'gemini-3-pro',
    state: 'finished',
    task: 'The checkout test fails about once in twenty runs. Find the race and remove it.',
    evidence: 'The agent said that it finished, 26 minutes ago',
    minutes: 26,
    git: [0, 4, 0, 4],
    days: 0.08,
  },
  {
    name: 'feat-dark-mode-1',
    project: 'web-shop',
    state: 'finished',
    task: 'Dark mode that follows the system, without a flash on load',
    evidence: 'The agent said that it finished, 2 hours ago',
    minutes: 128,
    git: [0, 9, 2, 9],
    days: 6,
  },
  {
    name: 'chore-ci-cache-1',
    project: 'infra',
    state: 'dormant',
    task: 'Cache the package downloads of the pipeline',
    evidence: 'The agent’s process exited with 0; the container runs',
    minutes: 720,
    git: [0, 4, 0, 4],
    days: -1,
  },
  {
    name: 'spike-event-sourcing-2',
    project: 'ledger',
    agent: 'custom',
    model: null,
    state: 'stopped',
    task: 'Spike: could the ledger be event-sourced? Write down what it would cost and what it would give.',
    evidence: 'Stopped by you yesterday',
    minutes: 1500,
    git: [2, null, null, 3],
    days: null,
  },
  {
    name: 'fix-timezone-reports-1',
    project: 'ledger',
    state: 'stopped',
    task: 'Reports at the end of a month are off by one day in UTC+13',
    evidence: 'Stopped by you 3 days ago',
    minutes: 4400,
    git: [0, 1, 0, 1],
    days: 6,
  },
];

function running(): Sketch[] {
  const rows: [string, string, string, number, [number, number | null, number | null, number]][] = [
    ['docs-guide-2', 'shop-api', 'Write the getting-started guide and run every command in it', 2, [1, 0, 0, 0]],
    [
      'feat-webhooks-1',
      'shop-api',
      'Webhooks for order events: signed, retried with backoff, with a log of deliveries',
      12,
      [14, 1, 0, 1],
    ],
    ['feat-multi-currency-1', 'ledger', 'Accounts in several currencies; booked at the day’s rate', 5, [22, 3, 1, 3]],
    [
      'fix-memory-leak-worker-1',
      'shop-api',
      'The worker grows by 40 MB an hour. Find the leak with a heap snapshot and fix it.',
      41,
      [2, 0, 0, 0],
    ],
    [
      'refactor-cart-state-1',
      'web-shop',
      'Replace the cart’s reducer by a state machine, behaviour unchanged',
      8,
      [9, 0, 0, 2],
    ],
    ['feat-invoice-pdf-1', 'ledger', 'Invoices as PDF, in the customer’s language', 19, [6, 2, 0, 2]],
    ['chore-lint-rules-1', 'infra', 'Turn on the strict lint rules, one commit a rule', 3, [41, 11, 0, 11]],
    ['feat-passkeys-1', 'shop-api', 'Sign in with passkeys besides the password', 7, [5, 0, 0, 0]],
    ['test-checkout-e2e-1', 'web-shop', 'End-to-end tests of the checkout with every payment method', 22, [3, 1, 0, 1]],
    ['fix-n-plus-one-orders-1', 'shop-api', 'The order list makes one query a row', 1, [2, 0, 0, 0]],
    ['feat-audit-log-1', 'ledger', 'An audit log that cannot be changed afterwards', 31, [17, 4, 0, 4]],
    [
      'перевод-интерфейса-1',
      'web-shop',
      'Переведи интерфейс магазина на русский язык и проверь, что ничего не обрезано',
      14,
      [28, 0, 0, 1],
    ],
  ];
  return rows.map(([name, project, task, seconds, git], index) => ({
    name,
    project,
    task,
    git,
    agent: index % 4 === 1 ? 'codex' : 'claude',
    state: 'running',
    evidence: `Output in the agent’s window ${seconds} seconds ago`,
    minutes: seconds / 60,
    days: 6,
  }));
}
