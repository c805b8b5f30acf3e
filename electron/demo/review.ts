import { ContainerName } from '../contract/ids.ts';
import type { Overlap } from '../contract/overlap.ts';
import type { Review } from '../contract/review.ts';
import { fail } from '../engine/errors.ts';
import type { State } from '../engine/state.ts';
import type { Answering } from './answering.ts';
import { GREY_ARROW, TEAL_ARROW } from './pictures.ts';

const BASE = '9f2c41d0a7be11a0a3b5c0ffee00112233445566';
const TIP = '3b1d9c00aa11bb22cc33dd44ee55ff6677889900';
export const RACE = ContainerName.parse('maestro-fix-flaky-checkout-test-1');
/** Whose work acts on nothing by itself. */
export const SAFE = ContainerName.parse('maestro-chore-ci-cache-1');
/** A branch into which a merge takes until it is cancelled. */
export const SLOW = 'slow';
const ARROW = 'docs/arrow.png';
const DARK = ContainerName.parse('maestro-feat-dark-mode-1');

/** What an agent may put into names and files: marks that turn the direction, controls, and lines that look like git's. */
export const HOSTILE_PATH = 'src/\u202egpj.evil\u001b[2Jname.ts';
const HOSTILE_PRINTED = '"b/src/\\342\\200\\256gpj.evil\\033[2Jname.ts"';

const PATCH = String.raw`diff --git a/.github/workflows/test.yml b/.github/workflows/test.yml
index 1f3a..2c4b 100644
--- a/.github/workflows/test.yml
+++ b/.github/workflows/test.yml
@@ -8,7 +8,8 @@ jobs:
   checkout:
     runs-on: ubuntu-24.04
     steps:
-      - run: npm test
+      - run: npm ci --ignore-scripts
+      - run: npm test -- --retry 0
       - uses: actions/upload-artifact@v4
         with:
           name: traces
diff --git a/package.json b/package.json
index 77aa..88bb 100644
--- a/package.json
+++ b/package.json
@@ -5,6 +5,7 @@
   "scripts": {
     "build": "vite build",
+    "postinstall": "node scripts/fetch-browsers.mjs",
     "test": "vitest run"
   },
   "dependencies": {
diff --git a/src/checkout/basket.ts b/src/checkout/basket.ts
index 10aa..20bb 100644
--- a/src/checkout/basket.ts
+++ b/src/checkout/basket.ts
@@ -31,9 +31,12 @@ export class Basket {
   }

   async reserve(items: readonly Item[]): Promise<Reservation> {
-    const stock = await this.stock.of(items);
-    this.pending = this.store.reserve(stock);
-    return this.pending;
+    // Two tabs may reserve at once: the second waits for the first, and then sees what it left.
+    this.pending = this.pending.then(async () => {
+      const stock = await this.stock.of(items);
+      return this.store.reserve(stock);
+    });
+    return this.pending;
   }

   release(): void {
@@ -58,3 +61,3 @@ export class Basket {
-  private pending: Promise<Reservation> | null = null;
+  private pending: Promise<Reservation> = Promise.resolve(NOTHING);
 }
`;

const HOSTILE = `diff --git ${HOSTILE_PRINTED.replace('"b/', '"a/')} ${HOSTILE_PRINTED}
new file mode 100755
index 0000..30cc
--- /dev/null
+++ ${HOSTILE_PRINTED}
@@ -0,0 +1,4 @@
+if (isAdmin) { /*\u202e } \u2066if (isAdmin)\u2069 \u2066 begin admins only */
+\u001b]0;owned\u0007<img src=x onerror=alert(1)>
+\rdiff --git a/safe.ts b/safe.ts
+${'x'.repeat(3000)}
`;

const LONG = `diff --git a/src/checkout/fixtures.json b/src/checkout/fixtures.json
new file mode 100644
index 0000..40dd
--- /dev/null
+++ b/src/checkout/fixtures.json
@@ -0,0 +1,2400 @@
${Array.from({ length: 2400 }, (_, index) => `+  { "id": ${index}, "sku": "SKU-${index}", "stock": ${index % 7} },`).join('\n')}
`;

const RISKS: Review['risks'] = [
  { kind: 'ci', path: '.github/workflows/test.yml', why: 'modified' },
  { kind: 'script', path: 'package.json', why: 'postinstall' },
  { kind: 'bidi', path: HOSTILE_PATH, why: 'marks of direction' },
  { kind: 'mode', path: HOSTILE_PATH, why: 'executable' },
];

interface Asked {
  readonly name: string;
  readonly path: string | null;
  readonly since: Exclude<Review['since'], 'commit'>;
  readonly commit: string | null;
}

/** What a container changed, of the made-up fleet: a change with every kind of trouble in it. */
function demoLook({ name, path, since, commit: wanted }: Asked, reviewed: string | null): Review {
  const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
  const commit = (subject: string, minutes: number, at: number) => ({
    oid: `${at}${TIP.slice(1)}`,
    author: 'Claude',
    at: ago(minutes),
    subject,
    home: false,
  });
  const file = (of: string, kind: 'added' | 'modified', [added, removed]: readonly [number | null, number | null]) => ({
    path: of,
    from: null,
    kind,
    added,
    removed,
  });
  const commits = [
    commit('Serialise reservations of one basket', 31, 4),
    commit('Run the checkout test a hundred times in CI', 44, 3),
    commit('Reproduce the race with two tabs', 58, 2),
    commit('Keep the traces of a failed run', 71, 1),
  ];
  const alone = commits.find(({ oid }) => oid === wanted) ?? null;
  return {
    container: ContainerName.parse(name),
    branch: 'fix/flaky-checkout-test',
    base: BASE,
    tip: TIP,
    rewritten: false,
    since: alone !== null ? 'commit' : since === 'review' && reviewed === null ? 'start' : since,
    commit: alone,
    turn: name === RACE ? { at: ago(12), late: false, why: null } : null,
    reviewed,
    shown: alone?.oid ?? TIP,
    commits,
    files: [
      file('.github/workflows/test.yml', 'modified', [2, 1]),
      file('package.json', 'modified', [1, 0]),
      file('src/checkout/basket.ts', 'modified', [7, 4]),
      file('src/checkout/fixtures.json', 'added', [2400, 0]),
      file(HOSTILE_PATH, 'added', [4, 0]),
      file('src/checkout/beyond-the-cut.ts', 'added', [1, 0]),
      file(ARROW, 'modified', [null, null]),
    ],
    uncommitted: 0,
    risks: name === SAFE ? [] : RISKS,
    pictures: path === ARROW ? { before: GREY_ARROW, after: TEAL_ARROW } : null,
    patch: path === null ? PATCH + LONG + HOSTILE : BEYOND,
    cut: path === null,
  };
}

const BEYOND = `diff --git a/src/checkout/beyond-the-cut.ts b/src/checkout/beyond-the-cut.ts
new file mode 100644
--- /dev/null
+++ b/src/checkout/beyond-the-cut.ts
@@ -0,0 +1 @@
+export const SEEN = 'read alone';
`;

function demoOverlap(project: Overlap['project']): Overlap {
  const clean = { meeting: 'clean' as const, conflicts: [], conflictCount: 0 };
  const basket = { meeting: 'conflict' as const, conflicts: ['src/checkout/basket.ts'], conflictCount: 1 };
  if (!project.endsWith('web-shop'))
    return {
      project,
      base: { branch: 'main', oid: BASE },
      works: [],
      pairs: [],
      left: [],
    };
  const work = (container: ContainerName) => ({ container, branch: 'b', files: 3, uncommitted: 0, ...clean });
  const cart = ContainerName.parse('maestro-refactor-cart-state-1');
  const shared = (path: string) => ({ path, lines: [{ from: 31, to: 36 }] });
  return {
    project,
    base: { branch: 'main', oid: BASE },
    works: [work(RACE), work(DARK), work(cart)],
    pairs: [
      { one: RACE, other: cart, ...basket, files: [shared('src/checkout/basket.ts')], fileCount: 1 },
      { one: DARK, other: cart, ...clean, files: [shared('src/theme.css')], fileCount: 1 },
    ],
    left: [],
  };
}

/** Work that is looked at, merged and taken back. */
export function demoReview(state: State, demo: Answering) {
  const reviewed = new Map<string, string>();
  let callOff = (): void => undefined;
  const project = (name: string) => state.snapshot.containers[name]?.project.path as Overlap['project'];
  return {
    look: demo.review.look.handler(({ input }) => demoLook(input, reviewed.get(input.name) ?? null)),
    mark: demo.review.mark.handler(({ input: { name, shown } }) => {
      reviewed.set(name, shown);
      return { container: name, branch: 'fix/flaky-checkout-test', oid: shown, whole: true };
    }),
    overlap: demo.review.overlap.handler(({ input }) => demoOverlap(input.project)),
    fetch: demo.review.fetch.handler(({ input }) => ({
      container: input.name,
      project: project(input.name),
      refs: [{ branch: 'fix/x', ref: 'refs/maestro/x/fix/x', oid: TIP, was: null, commits: 4 }],
      local: null,
      uncommitted: 2,
      stashes: 1,
    })),
    merge: demo.review.merge.handler(async ({ input }) => {
      if (input.into === SLOW)
        await new Promise<void>((_, reject) => (callOff = () => reject(fail('CANCELLED', 'The merge was cancelled.'))));
      return {
        container: input.name,
        project: project(input.name),
        into: input.into ?? 'main',
        way: input.way,
        before: BASE,
        after: TIP,
        commits: 4,
        checkout: project(input.name),
      };
    }),
    cancelMerge: demo.review.cancelMerge.handler(() => callOff()),
    giveBase: demo.review.giveBase.handler(({ input }) => ({
      container: input.name,
      branch: 'fix/flaky-checkout-test',
      into: input.into ?? 'main',
      ref: 'refs/maestro/base/main',
      oid: BASE,
    })),
    unmerge: demo.review.unmerge.handler(({ input }) => ({
      project: input.project,
      into: 'main',
      before: BASE,
      after: TIP,
    })),
  };
}
