import './client/strict.ts';
import './theme.css';
import { loaded, watchStyles } from './client/again.ts';

watchStyles();

// Only now: a bundle runs what pages share before what a page imports first, and the contract's schemas are shared.
loaded(() => import('./start.tsx')).catch((error: unknown) => {
  document.body.textContent = 'Maestro could not be loaded. It may have been ended or updated: load the page again.';
  throw error;
});
