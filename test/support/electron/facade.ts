import type { EventEmitter } from 'node:events';

/** The real types of those members of a part of Electron that its stand-in has; listening is left to Node's own. */
export type Facade<Real, Mine> = Pick<Real, Exclude<keyof Real & keyof Mine, keyof EventEmitter | 'prototype'>>;

/** An event that its listener may stop. */
export class Stoppable {
  defaultPrevented = false;

  preventDefault(): void {
    this.defaultPrevented = true;
  }
}
