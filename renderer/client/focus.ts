import { useEffect } from 'react';
import type { Client } from './link.ts';

const AGAIN_MS = 30_000;
const CLIENT = crypto.randomUUID();

/** Tells the host which container is looked at for as long as this page has the focus, so that nobody is called to it. */
export function useFocusReport(client: Client | null, container: string | null): void {
  useEffect(() => {
    if (client === null) return;
    const tell = (): void => {
      const looked = document.hasFocus() ? container : null;
      // A connection that is cut says so by itself, and the next report comes soon.
      client.notices.focus({ client: CLIENT, container: looked }).catch(() => undefined);
    };
    tell();
    const timer = setInterval(() => {
      if (document.hasFocus()) tell();
    }, AGAIN_MS);
    window.addEventListener('focus', tell);
    window.addEventListener('blur', tell);
    return () => {
      clearInterval(timer);
      window.removeEventListener('focus', tell);
      window.removeEventListener('blur', tell);
    };
  }, [client, container]);
}
