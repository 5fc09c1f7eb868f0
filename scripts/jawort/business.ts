import { readFile } from 'node:fs/promises';
import { BusinessProfile } from '#lib/domain/business/profile.ts';
import { Slug } from '#lib/domain/business/slug.ts';
import { createBusiness } from '#lib/services/business/create.ts';
import { setSuspended } from '#lib/services/business/suspend.ts';
import { ensureUser } from '#lib/services/sign-in/ensure-user.ts';
import { findPage } from '#db/before-business.ts';
import type { BusinessId } from '#lib/domain/ids.ts';
import { StartFault } from '#lib/start-fault.ts';
import { reader, type Command } from './command.ts';

/** The profile comes from a JSON file: its fields are those of the imprint, too many for a command line. */
export const createBusinessCommand: Command = {
  usage: '--slug dachdeckerei-muster --profile profile.json --owner owner@example.org',
  read: reader(['slug', 'profile', 'owner']),
  run: async (args) => {
    const slug = Slug.safeParse(args['slug']);
    if (!slug.success)
      throw new StartFault('--slug takes 3 to 60 lower-case letters, digits and hyphens, and not "test-…".');
    const profile = BusinessProfile.safeParse(await jsonFile(args['profile'] ?? ''));
    if (!profile.success) {
      const fields = profile.error.issues.map((i) => i.path.join('.') || i.message);
      throw new StartFault(`The profile is not complete; look at: ${[...new Set(fields)].join(', ')}.`);
    }
    const { userId } = await ensureUser(args['owner'] ?? '');
    const created = await createBusiness({ slug: slug.data, profile: profile.data, ownerUserId: userId });
    return [`business ${created.businessId}`, `test twin ${created.twinId}`];
  },
};

export const suspendBusinessCommand: Command = {
  usage: '--slug dachdeckerei-muster',
  read: reader(['slug']),
  run: set(true),
};
export const resumeBusinessCommand: Command = {
  usage: '--slug dachdeckerei-muster',
  read: reader(['slug']),
  run: set(false),
};

function set(suspended: boolean): Command['run'] {
  return async (args) => {
    await setSuspended(await businessBySlug(args['slug'] ?? ''), { suspended, by: 'operator' });
    return [suspended ? 'suspended: every check says no' : 'active'];
  };
}

export async function businessBySlug(slug: string): Promise<BusinessId> {
  const found = await findPage(slug, '');
  if (!found) throw new StartFault('There is no business with this slug.');
  return found.businessId;
}

async function jsonFile(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (cause) {
    throw new StartFault(`--profile must name a readable JSON file.`, { cause });
  }
}
