import { startHost } from './host/host.ts';
import { startShell } from './shell/app.ts';

startShell(() => startHost());
