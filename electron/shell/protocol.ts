import { protocol } from 'electron';
import { answerPage } from './page.ts';
import { SCHEME } from './place.ts';

/** Makes `app://` a scheme like https for the browser engine. To be called before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: SCHEME, privileges: { standard: true, secure: true } }]);
}

/** Serves the built page at `app://maestro/`, with the same headers as browser mode. */
export function servePage(folder: string): void {
  protocol.handle(SCHEME, (request) => answerPage(folder, request));
}
