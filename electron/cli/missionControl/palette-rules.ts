import { BINDINGS } from './drawing/keys-rules.ts';
import { type Screen, SCREENS } from './screens.ts';
import { isAvailable } from './drawing/screens.ts';
import type { World } from './view.ts';

export type PaletteItem = { readonly text: string } & ({ readonly screen: Screen } | { readonly mission: string });

/** Everything that the palette leads to and that has all the words of the filter. */
export function paletteItems(
  { snapshot, missions }: Pick<World, 'snapshot' | 'missions'>,
  filter: string,
): PaletteItem[] {
  const words = filter.toLowerCase().split(/\s+/);
  const screens = SCREENS.filter((screen) => isAvailable(screen, snapshot)).map((screen) => ({
    text: `${keyOf(screen)}  ${screen}`,
    screen,
  }));
  const others = missions.map(({ id, title, status }) => ({ text: `mission ${id}  ${status}  ${title}`, mission: id }));
  return [...screens, ...others].filter(({ text }) => words.every((word) => text.toLowerCase().includes(word)));
}

function keyOf(screen: Screen): string {
  const key = BINDINGS.find(({ does }) => typeof does === 'object' && 'go' in does && does.go === screen)?.keys[0];
  return (key ?? '').toUpperCase().padEnd(1);
}
