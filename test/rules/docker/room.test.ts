import { expect, test } from 'vitest';
import { limitsDisk } from '../../../electron/engine/docker/room.ts';

const ROOT = '/var/lib/docker';
const SYSTEM = '20 1 8:1 / / rw,relatime - ext4 /dev/sda1 rw';

function engine(Driver: string, backing: string): Parameters<typeof limitsDisk>[0] {
  return { Driver, DriverStatus: [['Backing Filesystem', backing]], DockerRootDir: ROOT };
}

function mounted(point: string, options: string): string {
  return `${SYSTEM}\n30 20 8:2 / ${point} rw,relatime shared:1 - xfs /dev/sdb1 ${options}\n`;
}

test('overlay2 limits the disk of a container on xfs that counts by project, and nowhere else', () => {
  expect(limitsDisk(engine('overlay2', 'xfs'), mounted(ROOT, 'rw,attr2,prjquota'))).toBe(true);
  expect(limitsDisk(engine('overlay2', 'xfs'), mounted('/var', 'rw,pquota'))).toBe(true);
  expect(limitsDisk(engine('overlay2', 'xfs'), mounted(ROOT, 'rw,noquota'))).toBe(false);
  expect(limitsDisk(engine('overlay2', 'extfs'), mounted(ROOT, 'rw,prjquota'))).toBe(false);
});

test('the quota of another mount does not count', () => {
  expect(limitsDisk(engine('overlay2', 'xfs'), mounted('/var/lib/dockers', 'rw,prjquota'))).toBe(false);
  const inner = `${mounted('/var/lib', 'rw,prjquota')}40 30 8:3 / ${ROOT} rw - xfs /dev/sdc1 rw,noquota\n`;
  expect(limitsDisk(engine('overlay2', 'xfs'), inner)).toBe(false);
});

test('btrfs and zfs limit by themselves; an engine elsewhere, whose mounts cannot be seen, counts as one that does not', () => {
  expect([limitsDisk(engine('btrfs', 'btrfs'), ''), limitsDisk(engine('zfs', 'zfs'), '')]).toEqual([true, true]);
  expect(limitsDisk(engine('overlay2', 'xfs'), '')).toBe(false);
});
