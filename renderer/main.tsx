import './client/strict.ts';
import './theme.css';

// Only now: a bundle runs what pages share before what a page imports first, and the contract's schemas are shared.
void import('./start.tsx');
