import { z } from 'zod';
import { WishFlags } from './wishes.ts';

const COPIES = 'Give a whole number from 1 to 20.';

/** The options of `new`, which a template keeps. */
export const NewFlags = WishFlags.extend({
  file: z.string().min(1, 'Give a path.').optional(),
  'no-connect': z.boolean().default(false),
  project: z.string().min(1, 'Give a folder.').default('.'),
  branch: z.string().min(1, 'Give a branch name.').optional(),
  exact: z.boolean().default(false),
  plan: z.boolean().default(false),
  copies: z.coerce.number(COPIES).int(COPIES).min(1, COPIES).max(20, COPIES).optional(),
  'type-task': z.boolean().default(false),
  'allow-remotes': z.boolean().default(false),
  'deny-remotes': z.boolean().default(false),
});
