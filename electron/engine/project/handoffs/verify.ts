import type { ClaimCheck, Handoff } from '../../../contract/handoffs.ts';
import { readChanges, trackedFiles } from '../../git/changes.ts';
import { currentBranch, findCheckout } from '../../git/head.ts';
import type { Project } from '../records/project.ts';
import { getHandoff } from './store.ts';
import { anchor } from '../records/token-rules.ts';

/** What git says about the anchors of a handoff: its branch, the files it names, the files it says it touched. */
export async function verifyHandoff(
  project: Project,
  id: string,
): Promise<{ handoff: Handoff; findings: ClaimCheck[]; contradicted: number }> {
  const handoff = getHandoff(project, id);
  const findings = findCheckout(project.checkout) === undefined ? [] : await compare(project, handoff);
  return { handoff, findings, contradicted: findings.filter(({ state }) => state === 'contradicted').length };
}

async function compare(project: Project, { content }: Handoff): Promise<ClaimCheck[]> {
  const tracked = (await trackedFiles(project.checkout)) ?? [];
  const changed = new Set((await readChanges(project.checkout)).map(({ path }) => anchor('file', path)));
  const known = new Set([...parents(tracked).map((path) => anchor('file', path)), ...changed]);
  const branch = currentBranch(project.checkout) ?? 'HEAD';
  const touched = content.mode === 'execute' ? content.touchedFiles : [];
  return [
    ...content.artifacts.filter((entry) => entry.startsWith('branch_')).map((entry) => checkBranch(entry, branch)),
    ...content.artifacts.filter((entry) => entry.startsWith('file_')).map((entry) => checkFile(entry, known)),
    ...touched.filter((entry) => entry.startsWith('file_')).map((entry) => checkTouched(entry, { known, changed })),
  ];
}

/** Files and the folders above them: git names an untracked folder as a whole. */
function parents(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const parts = path.split('/');
    return parts.map((_, index) => parts.slice(0, index + 1).join('/'));
  });
}

function checkBranch(claim: string, branch: string): ClaimCheck {
  const now = anchor('branch', branch);
  if (now === claim) return { claim, state: 'holds', reason: `${branch} is checked out.` };
  return { claim, state: 'contradicted', reason: `The branch moved: ${branch} is checked out now.` };
}

function checkFile(claim: string, known: ReadonlySet<string>): ClaimCheck {
  if (known.has(claim)) return { claim, state: 'holds', reason: 'There is such a file.' };
  return { claim, state: 'contradicted', reason: 'No file of this project has that name.' };
}

function checkTouched(
  claim: string,
  { known, changed }: { known: ReadonlySet<string>; changed: ReadonlySet<string> },
): ClaimCheck {
  const said = `touched ${claim}`;
  if (changed.has(claim)) return { claim: said, state: 'holds', reason: 'It differs from the last commit.' };
  if (known.has(claim))
    return { claim: said, state: 'unknown', reason: 'It is there and unchanged: committed, or never touched.' };
  return { claim: said, state: 'contradicted', reason: 'No file of this project has that name.' };
}
