import { config } from '#lib/config.ts';
import { demoPageSlug, demoProfile, demoSlug } from '#lib/domain/business/demo-firm.ts';
import { rooferDraft } from '#lib/domain/catalogue/trades/roofer.ts';
import type { BusinessId } from '#lib/domain/ids.ts';
import { createApiKey, type Scope } from '#lib/services/api-key/create.ts';
import { createBusiness } from '#lib/services/business/create.ts';
import { ensureUser } from '#lib/services/sign-in/ensure-user.ts';
import { issueSignInLink } from '#lib/services/sign-in/issue-link.ts';
import { mirrorVersion } from '#lib/services/template/mirror.ts';
import { publishVersion } from '#lib/services/template/publish.ts';
import { findPage } from '#db/before-business.ts';
import { keepDemoKeys, readDemoKeys, type DemoKeys } from './keys.ts';

/** What the start command prints, and what stands in `demo.json`. */
export interface DemoFacts {
  app_url: string;
  business: string;
  page_url: string;
  live_key: string;
  test_page_url: string;
  test_key: string;
  owner_email: string;
  sign_in_url: string;
}

const ownerEmail = 'jonas@dachdeckerei-sommer.example';
const scopes: readonly Scope[] = ['check', 'write', 'read', 'admin'];

/**
 * The demo firm, made once: a live page to answer, a test twin, a key for each. Run again it changes nothing and hands
 * out the same keys with a new sign-in link.
 */
export async function seedDemo(): Promise<DemoFacts> {
  const { userId } = await ensureUser(ownerEmail);
  const found = await findPage(demoSlug, demoPageSlug);
  const businessId =
    found?.businessId ??
    (await createBusiness({ slug: demoSlug, profile: demoProfile, ownerUserId: userId })).businessId;
  if (!found?.page) {
    const { versionId } = await publishVersion(businessId, {
      pageSlug: demoPageSlug,
      draft: rooferDraft,
      by: 'demo',
    });
    // The job would bring it over within two seconds; whoever opens the printed page at once should not wait for it.
    await mirrorVersion(businessId, versionId);
  }
  const keys = (await readDemoKeys(businessId)) ?? (await newKeys(businessId));
  const { url } = await issueSignInLink(ownerEmail);
  const { appUrl } = config();
  return {
    app_url: appUrl,
    business: demoSlug,
    page_url: `${appUrl}/e/${demoSlug}/${demoPageSlug}`,
    live_key: keys.live,
    test_page_url: `${appUrl}/e/test-${demoSlug}/${demoPageSlug}`,
    test_key: keys.test,
    owner_email: ownerEmail,
    sign_in_url: url,
  };
}

async function newKeys(businessId: BusinessId): Promise<DemoKeys> {
  const live = await createApiKey(businessId, { mode: 'live', scopes });
  const test = await createApiKey(businessId, { mode: 'test', scopes });
  const keys = { live: live.key, test: test.key };
  await keepDemoKeys(businessId, keys);
  return keys;
}
