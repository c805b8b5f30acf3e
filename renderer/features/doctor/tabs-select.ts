import { SYSTEM_TABS, type SystemTab } from '../../client/place.ts';

/** A screen of the System place; the machine is the one without a name in the address. */
export type SystemScreen = SystemTab | 'machine';

/** The screens as their tabs stand. */
export const SCREENS: readonly SystemScreen[] = ['machine', ...SYSTEM_TABS];

/** The tab beside one, as a place names it; behind the last comes the first. */
export function neighbourTab(tab: SystemScreen, by: 1 | -1): { readonly tab?: SystemTab } {
  return named(SCREENS[(SCREENS.indexOf(tab) + by + SCREENS.length) % SCREENS.length] ?? 'machine');
}

/** A screen as a place names it. */
export function named(screen: SystemScreen): { readonly tab?: SystemTab } {
  return screen === 'machine' ? {} : { tab: screen };
}
