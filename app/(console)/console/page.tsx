import type { Metadata } from 'next';
import { currentMember, type CurrentMember } from '#app/_doors/session.ts';
import { config } from '#lib/config.ts';
import { NotFound } from '#lib/domain/errors.ts';
import { readOverview, type Overview as Found } from '#lib/services/member/overview.ts';
import { NoFirm, Overview } from '#lib/ui/console/overview.tsx';
import type { OverviewView } from '#lib/ui/console/views.ts';

export const metadata: Metadata = { title: 'Konsole' };

type Props = { searchParams: Promise<{ firm?: string | string[] }> };

/** `/console`, for one of the member's firms: the one named by `?firm=`, else the first. */
export default async function ConsolePage({ searchParams }: Props) {
  const { firm } = await searchParams;
  const who = await currentMember(typeof firm === 'string' ? firm : undefined);
  const found = await overviewOf(who);
  return found === null ? <NoFirm /> : <Overview view={viewOf(who, found)} />;
}

async function overviewOf({ userId, at }: CurrentMember): Promise<Found | null> {
  if (at === null) return null;
  try {
    return await readOverview({ userId, businessId: at.businessId });
  } catch (cause) {
    // Removed between two statements: the same as never having belonged.
    if (cause instanceof NotFound) return null;
    throw cause;
  }
}

function viewOf({ all, at }: CurrentMember, found: Found): OverviewView {
  const { appUrl } = config();
  return {
    firm: found.firm,
    role: found.role,
    others: all
      .filter((other) => other.businessId !== at?.businessId)
      .map(({ slug, legalName }) => ({ legalName, url: `/console?firm=${slug}` })),
    pages: found.pages.map(({ shortCode, ...page }) => ({
      ...page,
      url: `${appUrl}/e/${found.firm.slug}/${page.slug}`,
      shortUrl: shortCode === null ? null : `${appUrl}/s/${shortCode}`,
    })),
    answers: found.answers,
  };
}
