import { Fragment, jsx as reactJsx, type JSX, jsxs as reactJsxs } from 'react/jsx-runtime';
import { shownText } from '../../electron/contract/text.ts';

/*
 * Every element of the page is made here (`jsxImportSource`), so this is the one place where all its texts pass: what
 * agents and projects wrote is shown without marks that deceive, and what is kept, copied or sent stays as it is.
 */
export { Fragment, type JSX };

type Make = typeof reactJsx;
type Props = Readonly<Record<string, unknown>>;

const SPOKEN = ['title', 'aria-label', 'aria-description', 'placeholder', 'alt', 'label', 'children'] as const;

/** Makes an element with at most one child; the compiler calls it. */
export const jsx: Make = (type, props, key) => reactJsx(type, shown(props as Props), key);

/** Makes an element with several children; the compiler calls it. */
export const jsxs: Make = (type, props, key) => reactJsxs(type, shown(props as Props), key);

function shown(props: Props): Props {
  let changed: Record<string, unknown> | undefined;
  for (const name of SPOKEN) {
    const text = shownChild(props[name]);
    if (text !== props[name]) changed = { ...(changed ?? props), [name]: text };
  }
  return changed ?? props;
}

/** Elements were made here before; a list of children may hold texts between them. */
function shownChild(child: unknown): unknown {
  if (typeof child === 'string') return shownText(child);
  if (!Array.isArray(child)) return child;
  const list = child.map(shownChild);
  return list.some((one, index) => one !== child[index]) ? list : child;
}
