import type { NotificationConstructorOptions } from 'electron';
import type { Container } from '../contract/containers.ts';
import type { Notice } from '../contract/notices.ts';
import { shownText } from '../contract/text.ts';

/** A button of a notice holds a few words, and there is room for two. */
const MOST_BUTTONS = 2;
const BUTTON_CHARS = 30;

type Containers = Readonly<Record<string, Container>>;

/** What a notice asks of a person: its containers with the time of each question. */
export type Waiting = readonly { readonly name: string; readonly at: string; readonly choices: readonly string[] }[];

/** The questions that a notice is about (pure); none where it only tells. */
export function waitingFor({ kinds, containers }: Pick<Notice, 'kinds' | 'containers'>, all: Containers): Waiting {
  if (!kinds.every((kind) => kind === 'attention_needed')) return [];
  return containers.flatMap((name) => {
    const attention = all[name]?.attention;
    return attention == null ? [] : [{ name, at: attention.at, choices: attention.choices ?? [] }];
  });
}

/** The buttons and the field of a notice about one question (pure). */
export function waysToAnswer([asking, ...others]: Waiting): NotificationConstructorOptions {
  if (asking === undefined || others.length > 0) return {};
  const { choices } = asking;
  // With more choices than buttons, what is not shown would look as if it could not be chosen.
  const areShown = choices.length > 0 && choices.length <= MOST_BUTTONS;
  const actions = choices.map((text) => ({ type: 'button' as const, text: shortened(text) }));
  return { hasReply: true, replyPlaceholder: 'Answer', ...(areShown ? { actions } : {}) };
}

function shortened(text: string): string {
  const chars = Array.from(shownText(text).replaceAll(/\s+/g, ' ').trim());
  return chars.length <= BUTTON_CHARS ? chars.join('') : `${chars.slice(0, BUTTON_CHARS - 1).join('')}…`;
}
