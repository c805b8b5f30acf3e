import { afterAll } from 'vitest';
import { endAll } from './project.ts';

// This file runs for each test file, also where those share what they load: what a module does once, it does for the first.
afterAll(endAll);
