/** A supervisory authority as the notice must name it (Art. 13(2)(d), Art. 77 GDPR; R14). */
export interface Authority {
  key: string;
  name: string;
  address: string;
  url: string;
}

const authorities: readonly Authority[] = [
  {
    key: 'DE-BW',
    name: 'Der Landesbeauftragte für den Datenschutz und die Informationsfreiheit Baden-Württemberg',
    address: 'Lautenschlagerstraße 20, 70173 Stuttgart',
    url: 'https://www.baden-wuerttemberg.datenschutz.de',
  },
  {
    key: 'DE-BE',
    name: 'Berliner Beauftragte für Datenschutz und Informationsfreiheit',
    address: 'Alt-Moabit 59-61, 10555 Berlin',
    url: 'https://www.datenschutz-berlin.de',
  },
  {
    key: 'DE-BY',
    name: 'Bayerisches Landesamt für Datenschutzaufsicht',
    address: 'Promenade 18, 91522 Ansbach',
    url: 'https://www.lda.bayern.de',
  },
];

/** The authority of a key; `null` where the catalogue has none, and then nothing may be published. */
export function authorityOf(key: string): Authority | null {
  return authorities.find((a) => a.key === key) ?? null;
}
