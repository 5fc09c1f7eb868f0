import { z } from 'zod';

const line = (max: number) => z.string().trim().min(1).max(max);

/**
 * The firm as its customers must be able to find it: legal name and form, an address where papers can be
 * served, phone and e-mail written out (Art. 13(1)(a) GDPR, § 5 DDG; R1, R2, R25).
 */
export const BusinessProfile = z.strictObject({
  legalName: line(120),
  street: line(120),
  postalCode: line(12),
  town: line(80),
  country: z.enum(['DE', 'AT', 'CH']),
  phone: line(40),
  email: line(254),
  representedBy: line(120),
  register: z.string().trim().max(160).nullable(),
  vatId: z.string().trim().max(20).nullable(),
  /** `null` says openly that no data protection officer was appointed (R2). */
  dataProtectionOfficer: z.string().trim().max(200).nullable(),
  /** Key of the supervisory authority in the catalogue (Art. 77 GDPR; R14). */
  authority: line(40),
});
export type BusinessProfile = z.infer<typeof BusinessProfile>;
