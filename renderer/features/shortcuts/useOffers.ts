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

/** What can be done now besides what has a key, each once. */
export function offersNow(): readonly Offer[] {
  const all = layers.flatMap((layer) => layer()).filter((offer) => offer !== null && offer.disabled !== true);
  return [...new Map((all as Offer[]).map((offer) => [offer.label, offer])).values()];
}
