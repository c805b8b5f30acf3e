import { LINE_MAX_CHARS } from '../../../../contract/inputs.ts';
import type { Plan, PlanFeature } from '../../../../contract/missions.ts';
import { shownText } from '../../../../contract/text.ts';

/** An issue of a forge, by its host, its repository and its number. */
export interface IssueRef {
  readonly repository: string;
  readonly number: number;
}

export interface Issue {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly url: string;
}

const NAME = '[A-Za-z0-9](?:[A-Za-z0-9._-]{0,99})';
const SHORT = new RegExp(`^((?:[a-z0-9.-]+/)?${NAME}/${NAME})#([1-9][0-9]{0,9})$`);
const ADDRESS = new RegExp(`^https://([a-z0-9.-]+/${NAME}/${NAME})/issues/([1-9][0-9]{0,9})(?:[?#].*)?$`);
const TASK = /^\s*(?:[-*+]|\d{1,9}[.)])\s+\[([ xX])\]\s+(\S.*)$/;
const FENCE = /^\s*(```|~~~)/;
const MOST_TASKS = 100;
/** More than forges allow. */
const MOST_BODY = 100_000;
/** Each of its features says it again. */
const MOST_EACH = 20_000;
const LEFT = '…';

/** The issue that a word names (pure): `owner/repository#12`, with its host before it where it is not the usual one, or its address. */
export function issueIn(word: string): IssueRef | undefined {
  const [, repository, number] = SHORT.exec(word) ?? ADDRESS.exec(word) ?? [];
  return repository === undefined ? undefined : { repository, number: Number(number) };
}

/**
 * The plan of an issue (pure): each task of its list that is not ticked is a feature; without any, the issue is one. What it
 * says stands in each, as material.
 */
export function planOfIssue(issue: Issue): Plan {
  const title = line(issue.title) || `Issue ${issue.number}`;
  const tasks = tasksIn(issue.body.slice(0, MOST_BODY)).slice(0, MOST_TASKS);
  const features = tasks.length === 0 ? [title] : tasks;
  const id = (index: number): string => `issue-${issue.number}${tasks.length === 0 ? '' : `-${index + 1}`}`;
  return {
    title: `${title} (#${issue.number})`.slice(0, LINE_MAX_CHARS),
    description: whole(issue, MOST_BODY),
    milestones: [{ id: 'work', title: 'Work', description: '', order: 0, profile: 'implementation' }],
    features: features.map((text, index) => featureOf(issue, { id: id(index), text })),
  };
}

function featureOf(issue: Issue, { id, text }: { readonly id: string; readonly text: string }): PlanFeature {
  return {
    id,
    milestoneId: 'work',
    title: text,
    description: whole(issue, MOST_EACH),
    workerType: 'worker',
    verificationSteps: ['Run the tests of the project, and keep what they print.'],
    fulfills: [text],
  };
}

/** What is not ticked, outside of code. */
function tasksIn(body: string): string[] {
  let isCode = false;
  return body.split(/\r?\n/).flatMap((text) => {
    if (FENCE.test(text)) isCode = !isCode;
    const [, mark, task = ''] = (isCode ? null : TASK.exec(text)) ?? [];
    const words = line(task);
    return mark === ' ' && words !== '' ? [words] : [];
  });
}

function line(text: string): string {
  const flat = shownText(text).replaceAll(/\s+/g, ' ').trim();
  return flat.length <= LINE_MAX_CHARS / 2 ? flat : `${flat.slice(0, LINE_MAX_CHARS / 2)}${LEFT}`;
}

function whole({ url, body }: Issue, most: number): string {
  const text = `${line(url)}\n\n${body.replaceAll('\0', '')}`.trim();
  return text.length <= most ? text : `${text.slice(0, most)}${LEFT}`;
}
