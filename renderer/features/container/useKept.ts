import { type RefObject, useEffect, useLayoutEffect, useRef, useState } from 'react';
import { useMaestro } from '../../client/store.ts';
import { useView } from '../../client/view.ts';
import { type KeptTerminal, takeTerminal, type TerminalPlace } from './kept.ts';

/** The terminal of a place, shown in an element as long as that is there; it attaches again by itself. */
export function useKept(
  host: RefObject<HTMLDivElement | null>,
  { container, window }: TerminalPlace,
  onLeave: () => void,
): KeptTerminal | null {
  const client = useMaestro((maestro) => maestro.client);
  const screenReader = useView((view) => view.screenReader);
  const leave = useRef(onLeave);
  const [terminal, setTerminal] = useState<KeptTerminal | null>(null);

  useEffect(() => {
    leave.current = onLeave;
  });
  // Before anything is drawn: no key of the next terminal is typed into the last one.
  useLayoutEffect(() => {
    const within = host.current;
    if (within === null) return undefined;
    const taken = takeTerminal({ container, window }, within);
    taken.onLeave = () => leave.current();
    taken.show(within);
    // eslint-disable-next-line react-hooks/set-state-in-effect -- it is made inside of the element, which is there only now
    setTerminal(taken);
    const unwatch = watchSize(within, () => {
      taken.fit();
      taken.claim();
    });
    return () => {
      unwatch();
      taken.hide();
      setTerminal(null);
    };
  }, [host, container, window]);
  useEffect(() => {
    terminal?.speak(screenReader);
  }, [terminal, screenReader]);
  useEffect(() => {
    if (client === null) terminal?.cut();
    else terminal?.attach(client);
  }, [terminal, client]);
  return terminal;
}

/** A window that is being dragged changes its size many times; the last one counts. */
const SETTLED_MS = 60;

/** Calls back after an element's size has changed and settled. */
function watchSize(element: HTMLElement, changed: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let seen = `${element.clientWidth}x${element.clientHeight}`;
  const observer = new ResizeObserver(() => {
    const now = `${element.clientWidth}x${element.clientHeight}`;
    if (now === seen || element.clientWidth === 0 || element.clientHeight === 0) return;
    seen = now;
    clearTimeout(timer);
    timer = setTimeout(changed, SETTLED_MS);
  });
  observer.observe(element);
  return () => {
    clearTimeout(timer);
    observer.disconnect();
  };
}
