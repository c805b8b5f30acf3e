import { z } from 'zod';

// zod would probe `new Function`, which the page's content security policy forbids and reports. Imported first of all.
z.config({ jitless: true });
