import { useEffect, useRef } from 'react';

/** Something that a place, or its chosen row, can do: a line of a menu, found by its words in the palette too. */
export interface Offer {
  readonly label: string;
  /** The chord that does the same. */
  readonly keys?: string;
  readonly disabled?: boolean;
  readonly run: () => void;
}

const layers: (() => readonly (Offer | null)[])[] = [];

/** Offers the lines of a menu while the caller is on screen; null parts lines and says nothing. */
export function useOffers(offers: readonly (Offer | null)[]): void {
  const latest = useRef(offers);
  useEffect(() => {
    latest.current = offers;
  });
  useEffect(() => {
    const layer = (): readonly (Offer | null)[] => latest.current;
    layers.push(layer);
    return () => {
      layers.splice(layers.indexOf(layer), 1);
    };
  }, []);
}

/** What can be done now besides what has a key, each once: the lines of menus, and the buttons of the place. */
export function offersNow(): readonly Offer[] {
  const lines = layers.flatMap((layer) => layer()).filter((offer) => offer !== null && offer.disabled !== true);
  const all = [...(lines as Offer[]), ...buttonsNow()];
  return [...new Map(all.map((offer) => [offer.label, offer])).values()];
}

/** The buttons with words that the place shows. Those that share their words are of several rows, and chosen there. */
function buttonsNow(): Offer[] {
  const buttons = [...document.querySelectorAll<HTMLElement>('main [data-words]:enabled')].filter(
    (button) => button.closest('[role="dialog"],[role="alertdialog"]') === null,
  );
  const offers = buttons.map((button) => ({ label: wordsOf(button), run: () => button.click() }));
  return offers.filter(({ label }) => offers.filter((other) => other.label === label).length === 1);
}

/** What a button says, without the key that stands on it. */
function wordsOf(button: HTMLElement): string {
  const copy = button.cloneNode(true) as HTMLElement;
  for (const key of copy.querySelectorAll('kbd')) key.remove();
  return button.getAttribute('aria-label') ?? copy.textContent.trim();
}
