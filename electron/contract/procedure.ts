import { oc } from '@orpc/contract';
import { Problem } from './errors.ts';

/** The start of every procedure. Every failure crosses as `PROBLEM`, its catalog code and hints inside `data`. */
export const procedure = oc.errors({ PROBLEM: { data: Problem } });
