import { redirect } from 'next/navigation';
import { getServerSession } from 'next-auth';
import { membershipsOf } from '#lib/services/member/memberships.ts';
import { authOptions } from './auth-options.ts';

type Membership = Awaited<ReturnType<typeof membershipsOf>>[number];

export interface CurrentMember {
  userId: string;
  /** The firm that was asked for, else the first; `null` for a user who belongs to none. */
  at: Membership | null;
  all: Membership[];
}

/**
 * Who is asking, for pages of the console; sends everybody without a session to the sign-in page. This is for showing
 * the right page: what a member may see, each service asks again.
 */
export async function currentMember(wantedSlug?: string): Promise<CurrentMember> {
  const session = await getServerSession(authOptions());
  if (session?.userId === undefined) redirect('/console/sign-in');
  const all = await membershipsOf(session.userId);
  return { userId: session.userId, at: all.find((m) => m.slug === wantedSlug) ?? all[0] ?? null, all };
}
