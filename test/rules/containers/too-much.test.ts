import { expect, test } from 'vitest';
import { isTooMuch } from '../../../electron/engine/containers/too-much-rules.ts';

const own = { home: '/home/ada', maestro: '/home/ada/.maestro' };

test.each(['/', '/home', '/home/ada', '/home/ada/.maestro', '/home/ada/.maestro/cache', '/home/ada/.ssh', '/etc/ssl'])(
  '%s is too much for a container',
  (folder) => {
    expect(isTooMuch(folder, own)).toBe(true);
  },
);

test.each(['/home/ada/project', '/home/ada2', '/tmp/project', '/root/project', '/usr/src/project', '/home/ada/.sshx'])(
  '%s may be a project',
  (folder) => {
    expect(isTooMuch(folder, own)).toBe(false);
  },
);
