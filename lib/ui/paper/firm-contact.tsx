import type { BusinessProfile } from '#lib/domain/business/profile.ts';
import { PhoneLink } from './phone-link.tsx';

/** How the firm is reached, written out. */
export function FirmContact({ firm }: { firm: BusinessProfile }) {
  return (
    <p>
      {firm.legalName}
      <br />
      {firm.street}, {firm.postalCode} {firm.town}
      <br />
      <PhoneLink phone={firm.phone} />
      <br />
      <a href={`mailto:${firm.email}`} dir="ltr">
        {firm.email}
      </a>
    </p>
  );
}
