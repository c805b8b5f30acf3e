import type { Place } from './drawing/keys-rules.ts';
import type { Screen } from './screens.ts';
import { isAvailable } from './drawing/screens.ts';
import type { ConfigTarget, Overlay, View, World } from './view.ts';

/** Where the keys go: to what lies on top. */
export function placeOf({ overlay, screen }: View): Place {
  return overlay?.kind ?? screen;
}

/** Without what lies on top. */
export function close({ overlay, ...view }: View): View {
  return view;
}

/** Shows a screen, or says why not. */
export function goTo(view: View, screen: Screen, { snapshot }: World): View {
  const closed = close(view);
  if (isAvailable(screen, snapshot)) return { ...closed, screen, opened: false };
  const text = `${screen} needs a mission: maestro mission create --file plan.json`;
  return { ...closed, said: { text, tone: 'bad' } };
}

/** What an edit would write. */
export function targetOf(edit: Extract<Overlay, { kind: 'edit' }>): ConfigTarget {
  const { scope, keyPath, editKind, values, index } = edit;
  return { scope, keyPath, editKind, value: values[index] ?? '' };
}
