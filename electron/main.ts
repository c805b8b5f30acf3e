import { startHost } from './host/host.ts';
import { notifier } from './host/notify.ts';
import { startShell } from './shell/app.ts';

startShell((show) => startHost({ role: 'app', notify: notifier(show) }));
