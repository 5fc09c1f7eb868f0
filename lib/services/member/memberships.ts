import { listMemberships, type Membership } from '#db/before-business.ts';

/** The firms a user belongs to now, by address. Asked at every request: whoever was removed is out at the next one. */
export async function membershipsOf(userId: string): Promise<Membership[]> {
  return listMemberships(userId);
}
