import { create } from 'zustand';

/** What is typed in forms that come and go with what they are about: it is there again when they are. */
const useDrafts = create<Readonly<Record<string, string>>>(() => ({}));

/** The text of one form, by a name of its own. Empty it once it was sent. */
export function useDraft(name: string): readonly [string, (text: string) => void] {
  const text = useDrafts((drafts) => drafts[name] ?? '');
  return [text, (next) => useDrafts.setState({ [name]: next })];
}
