import type { About } from '../../contract/settings.ts';
import { VERSION } from '../../contract/version.ts';
import type { Context } from '../context.ts';

/** What this Maestro is, what it runs on, and where it keeps things. */
export function aboutMaestro({ paths }: Pick<Context, 'paths'>): About {
  return {
    version: VERSION,
    node: process.versions.node,
    platform: `${process.platform} ${process.arch}`,
    places: [
      { what: 'Everything of yours', path: paths.home },
      { what: 'Settings', path: paths.config },
      { what: 'Trash', path: paths.trash },
      { what: 'Log', path: paths.log },
      { what: 'Log of the daemon', path: paths.daemonLog },
      { what: 'May be deleted at any time', path: paths.cache },
    ],
  };
}
