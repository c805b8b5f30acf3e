import type { Answering } from './answering.ts';

const URL = 'https://github.com/acme/web-shop.git';

/** A project on GitHub, and a `gh` that opens what it is asked for. */
export function demoPullRequests(demo: Answering) {
  const branch = 'fix/flaky-checkout-test';
  return {
    plan: demo.pullRequests.plan.handler(() => ({ remote: 'origin', url: URL, branch, left: null })),
    open: demo.pullRequests.open.handler(({ input }) => ({
      kind: 'opened' as const,
      already: false,
      url: 'https://github.com/acme/web-shop/pull/7',
      remote: 'origin',
      branch: input.branch ?? branch,
      oid: input.tip,
    })),
  };
}
