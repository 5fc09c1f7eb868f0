/** A number as people write it, to tap; stays left to right in every language. */
export function PhoneLink({ phone }: { phone: string }) {
  return (
    <a className="phone" href={`tel:${phone.replaceAll(/[^+\d]/gu, '')}`} dir="ltr">
      {phone}
    </a>
  );
}
