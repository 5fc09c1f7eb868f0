import { and, eq } from 'drizzle-orm';
import type { Role } from '#lib/domain/member/rights.ts';
import type { BusinessId } from '#lib/domain/ids.ts';
import { member } from '#db/schema/business.ts';
import type { BusinessTx } from '#db/in-business.ts';

/** What this user may do in this firm now; `null` for everybody else. */
export async function roleOf(tx: BusinessTx, businessId: BusinessId, userId: string): Promise<Role | null> {
  const rows = await tx
    .select({ role: member.role })
    .from(member)
    .where(and(eq(member.businessId, businessId), eq(member.userId, userId)));
  return rows[0]?.role ?? null;
}
