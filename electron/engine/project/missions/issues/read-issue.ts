import { z } from 'zod';
import { parseJson } from '../../../../contract/json.ts';
import { fail } from '../../../errors.ts';
import { pushEnvironment } from '../../../git/environment.ts';
import { withoutSecrets } from '../../../git/push.ts';
import { run } from '../../../run.ts';
import type { Issue, IssueRef } from './issue-rules.ts';

/** A forge may be slow, and may never answer. */
const TIMEOUT_MS = 60_000;

const Read = z.object({ number: z.int().positive(), title: z.string(), body: z.string(), url: z.string() });

/** An issue as the user's own `gh` reads it. ISSUE_UNREADABLE. */
export async function readIssue({ repository, number }: IssueRef): Promise<Issue> {
  const args = ['issue', 'view', String(number), `--repo=${repository}`, '--json=number,title,body,url'];
  const env = { ...pushEnvironment(), GH_PROMPT_DISABLED: '1' };
  const ran = await run('gh', args, { env, extendEnv: false, timeout: TIMEOUT_MS });
  if (ran.missing)
    throw fail('ISSUE_UNREADABLE', 'There is no gh on this machine, which reads issues.', {
      hints: ['Install the GitHub CLI, then: gh auth login'],
    });
  const read = ran.ok ? Read.safeParse(documentIn(ran.stdout)) : undefined;
  if (read?.success === true) return read.data;
  throw fail('ISSUE_UNREADABLE', `gh did not read issue ${number} of ${repository}.`, {
    detail: withoutSecrets(ran.stderr || ran.stdout)
      .trim()
      .slice(-4000),
  });
}

function documentIn(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
