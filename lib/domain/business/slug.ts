import { z } from 'zod';

/** A firm's part of its addresses. `test-` belongs to the twins. */
export const Slug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{1,58})[a-z0-9]$/u)
  .refine((slug) => !slug.startsWith('test-'));

const reserved = new Set(['imprint', 'privacy', 'withdraw']);

/** A page's part of its address; the firm's own pages keep theirs. */
export const PageSlug = z
  .string()
  .regex(/^[a-z0-9](?:[a-z0-9-]{0,58}[a-z0-9])?$/u)
  .refine((slug) => !reserved.has(slug));
