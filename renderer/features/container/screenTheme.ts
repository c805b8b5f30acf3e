import type { ISearchOptions } from '@xterm/addon-search';
import type { ITheme } from '@xterm/xterm';

/** The terminal on a light page. xterm deepens colours that a program picked too pale for it. */
const LIGHT: ITheme = {
  background: '#ffffff',
  foreground: '#1a1d1f',
  cursor: '#0f766e',
  cursorAccent: '#ffffff',
  selectionBackground: '#bfe3df',
  black: '#1a1d1f',
  red: '#b3261e',
  green: '#2a7440',
  yellow: '#8a5a00',
  blue: '#1f69ad',
  magenta: '#8a3a94',
  cyan: '#0f6f78',
  white: '#5a6267',
  brightBlack: '#6b7478',
  brightRed: '#c73a31',
  brightGreen: '#338a4c',
  brightYellow: '#9a6700',
  brightBlue: '#2b7bc4',
  brightMagenta: '#a14aac',
  brightCyan: '#15838d',
  brightWhite: '#2b3032',
};

/** The terminal on a dark page. */
const DARK: ITheme = {
  background: '#141617',
  foreground: '#e6e9ea',
  cursor: '#4fc7b9',
  cursorAccent: '#141617',
  selectionBackground: '#1f5a54',
  black: '#2b3032',
  red: '#f28f87',
  green: '#78c58d',
  yellow: '#f2b84b',
  blue: '#74b4ee',
  magenta: '#d29adb',
  cyan: '#4fc7b9',
  white: '#c9ced0',
  brightBlack: '#7c868a',
  brightRed: '#f7aaa4',
  brightGreen: '#98d5a8',
  brightYellow: '#f7cb78',
  brightBlue: '#98c8f3',
  brightMagenta: '#e0b6e7',
  brightCyan: '#7fd8cd',
  brightWhite: '#ffffff',
};

/** How a terminal looks on a page. */
export interface ScreenLook {
  readonly theme: ITheme;
  /** xterm moves a program's own colours apart until they differ by so much. */
  readonly minimumContrastRatio: number;
}

/** The look of a terminal on a dark or a light page, with more contrast where its user asked the system for that. */
export function screenLook({ dark, contrast }: { dark: boolean; contrast: boolean }): ScreenLook {
  const theme = dark ? DARK : LIGHT;
  if (!contrast) return { theme, minimumContrastRatio: 4.5 };
  const [background, foreground] = dark ? ['#000000', '#ffffff'] : ['#ffffff', '#000000'];
  const plain = { background, foreground, cursor: foreground, cursorAccent: background };
  return { theme: { ...theme, ...plain }, minimumContrastRatio: 7 };
}

/** How matches are marked, on either page: the border is drawn over the program's own colours. */
export const FOUND: ISearchOptions = {
  decorations: {
    matchBorder: '#8a8f92',
    matchOverviewRuler: '#8a8f92',
    activeMatchBackground: '#c98500',
    activeMatchBorder: '#c98500',
    activeMatchColorOverviewRuler: '#c98500',
  },
};
