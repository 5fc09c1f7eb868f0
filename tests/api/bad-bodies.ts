/** Bodies nobody should send, each with what is wrong with it. Built per case, because some are large. */
export interface BadBody {
  readonly name: string;
  readonly status: number;
  readonly code?: string;
  readonly body: string | Buffer;
  readonly headers?: Readonly<Record<string, string>>;
}

const good = { contact: { phone: '+4917604069001' }, channel: 'whatsapp', purpose: 'order' };
const withField = (more: object): string => JSON.stringify({ ...good, ...more });
const without = (name: keyof typeof good): string => JSON.stringify({ ...good, [name]: undefined });
const raw = (inner: string): string =>
  `{"contact":{"phone":"+4917604069001"},"channel":"whatsapp","purpose":"order",${inner}}`;
const deep = (levels: number): string => `${'['.repeat(levels)}${']'.repeat(levels)}`;

const invalid = (name: string, body: string, code = 'body_invalid'): BadBody => ({
  name,
  status: 422,
  code,
  body,
});

/** Never repeated in an answer; some cases carry it. */
export const secretWord = 'geheimwort-7f3a';

export function badCheckBodies(): BadBody[] {
  return [
    // No JSON object at all.
    invalid('nothing', '', 'body_not_json'),
    invalid('white space', ' \n\t', 'body_not_json'),
    invalid('a word', 'hello', 'body_not_json'),
    invalid('half an object', '{"contact":', 'body_not_json'),
    invalid('two objects', '{}{}', 'body_not_json'),
    invalid('a comment', `/* ${secretWord} */ {}`, 'body_not_json'),
    invalid('single quotes', `{'contact':{}}`, 'body_not_json'),
    invalid('a trailing comma', '{"channel":"whatsapp",}', 'body_not_json'),
    invalid('NaN', '{"contact":NaN}', 'body_not_json'),
    invalid('a form', 'contact=1&channel=whatsapp', 'body_not_json'),
    invalid(
      'XML',
      '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>',
      'body_not_json',
    ),
    invalid('a byte order mark', `\ufeff${JSON.stringify(good)}`, 'body_not_json'),
    invalid('a raw control character', '{"ref":"a\u0001b"}', 'body_not_json'),
    invalid('null', 'null', 'body_not_an_object'),
    invalid('true', 'true', 'body_not_an_object'),
    invalid('a number', '42', 'body_not_an_object'),
    invalid('a text', `"${secretWord}"`, 'body_not_an_object'),
    invalid('a list', '[]', 'body_not_an_object'),
    invalid('a list of questions', JSON.stringify([good, good]), 'body_not_an_object'),
    // JSON that two readers read differently, or that no database can hold.
    invalid('a key that stands twice', raw('"purpose":"advertising"'), 'json_duplicate_key'),
    invalid(
      'a key that stands twice, once escaped',
      raw('"purp\\u006fse":"advertising"'),
      'json_duplicate_key',
    ),
    invalid('a key that stands twice inside', '{"contact":{"phone":"1","phone":"2"}}', 'json_duplicate_key'),
    invalid('9 levels', `{"contact":${deep(8)}}`, 'json_too_deep'),
    invalid('10,000 levels', `{"contact":${deep(10_000)}}`, 'json_too_deep'),
    invalid('NUL in a text', raw('"ref":"a\\u0000b"'), 'text_not_storable'),
    invalid('half a surrogate pair', raw('"ref":"\\ud800"'), 'text_not_storable'),
    invalid('half a surrogate pair as a key', raw('"\\udc00":1'), 'text_not_storable'),
    {
      name: 'bytes that are no UTF-8',
      status: 400,
      code: 'body_not_utf8',
      body: Buffer.from([0x7b, 0xff, 0xfe, 0x7d]),
    },
    {
      name: 'a surrogate in UTF-8',
      status: 400,
      code: 'body_not_utf8',
      body: Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22]),
    },
    {
      name: 'an overlong slash',
      status: 400,
      code: 'body_not_utf8',
      body: Buffer.from([0x22, 0xc0, 0xaf, 0x22]),
    },
    {
      name: 'UTF-16',
      status: 400,
      code: 'body_not_utf8',
      body: Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(withField({}), 'utf16le')]),
    },
    // Too much.
    {
      name: '64 kB and a byte',
      status: 413,
      code: 'body_too_large',
      body: withField({ ref: 'x'.repeat(65_536) }),
    },
    {
      name: '1 MB of text',
      status: 413,
      code: 'body_too_large',
      body: withField({ ref: 'x'.repeat(1_000_000) }),
    },
    {
      name: '1 MB of white space',
      status: 413,
      code: 'body_too_large',
      body: `${JSON.stringify(good)}${' '.repeat(1_000_000)}`,
    },
    // Announced as something else.
    ...[
      'text/plain',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=x',
      'application/json; charset=latin1',
      'application/jsonx',
      'application/json, text/plain',
      'application/problem+json',
      'application/json; profile=x',
      '*/*',
    ].map((type): BadBody => ({
      name: `content type ${type}`,
      status: 415,
      code: 'media_type_unsupported',
      body: JSON.stringify(good),
      headers: { 'content-type': type },
    })),
    {
      name: 'gzip',
      status: 415,
      code: 'media_type_unsupported',
      body: JSON.stringify(good),
      headers: { 'content-encoding': 'gzip' },
    },
    // Fields that are missing, of the wrong type, or not ours.
    invalid('an empty object', '{}'),
    invalid('no contact', without('contact')),
    invalid('no channel', without('channel')),
    invalid('no purpose', without('purpose')),
    invalid('contact null', withField({ contact: null })),
    invalid('contact as text', withField({ contact: '+4917604069001' })),
    invalid('contact as list', withField({ contact: ['+4917604069001'] })),
    invalid('contact empty', withField({ contact: {} })),
    invalid('two contacts', withField({ contact: { phone: '+4917604069001', email: 'a@example.org' } })),
    invalid('contact of an unknown kind', withField({ contact: { fax: '1' } })),
    invalid('phone as number', withField({ contact: { phone: 4_917_604_069_001 } })),
    invalid('phone empty', withField({ contact: { phone: '' } })),
    invalid('phone as object', withField({ contact: { phone: { $ne: null } } })),
    invalid('phone too long', withField({ contact: { phone: '0'.repeat(65) } })),
    invalid('phone unreadable', withField({ contact: { phone: secretWord } }), 'contact_unreadable'),
    invalid('phone too short', withField({ contact: { phone: '110' } }), 'contact_unreadable'),
    invalid(
      'phone of a service line',
      withField({ contact: { phone: '0900 1234567' } }),
      'contact_unreadable',
    ),
    invalid('phone with letters', withField({ contact: { phone: '0176 0406 904A' } }), 'contact_unreadable'),
    invalid('e-mail unreadable', withField({ contact: { email: 'nobody' } }), 'contact_unreadable'),
    invalid(
      'e-mail with a line break',
      withField({ contact: { email: 'a@example.org\r\nBcc: b@example.org' } }),
      'contact_unreadable',
    ),
    invalid(
      'e-mail in quotes',
      withField({ contact: { email: '"a@b.example"@example.org' } }),
      'contact_unreadable',
    ),
    invalid(
      'reference of direction marks',
      withField({ contact: { reference: '\u202e12' } }),
      'contact_unreadable',
    ),
    invalid('reference of blanks', withField({ contact: { reference: '   ' } }), 'contact_unreadable'),
    invalid(
      'WhatsApp id with a blank',
      withField({ contact: { whatsapp_user_id: 'a b' } }),
      'contact_unreadable',
    ),
    invalid('unknown channel', withField({ channel: 'skype' })),
    invalid('channel in capitals', withField({ channel: 'WhatsApp' })),
    invalid('channel as list', withField({ channel: ['whatsapp'] })),
    invalid('channel constructor', withField({ channel: 'constructor' })),
    invalid('channel __proto__', withField({ channel: '__proto__' })),
    invalid('unknown purpose', withField({ purpose: 'gossip' }), 'purpose_unknown'),
    invalid('own purpose the firm lacks', withField({ purpose: 'x-dachrinne' }), 'purpose_unknown'),
    invalid('purpose constructor', withField({ purpose: 'constructor' }), 'purpose_unknown'),
    invalid('purpose with SQL', withField({ purpose: "order'; drop table event; --" })),
    invalid('purpose as boolean', withField({ purpose: true })),
    invalid('unknown recipient', withField({ recipients: [secretWord] }), 'recipient_unknown'),
    invalid('recipients as text', withField({ recipients: 'meta-whatsapp' })),
    invalid('21 recipients', withField({ recipients: Array.from({ length: 21 }, () => 'meta-whatsapp') })),
    invalid('a recipient that is null', withField({ recipients: [null] })),
    invalid('recipient toString', withField({ recipients: ['toString'] }), 'recipient_unknown'),
    invalid('unknown intent', withField({ intent: 'maybe' })),
    invalid('intent null', withField({ intent: null })),
    invalid('min_as_of as number', withField({ min_as_of: 3 })),
    invalid('min_as_of negative', withField({ min_as_of: '-1' })),
    invalid('min_as_of beyond every log', withField({ min_as_of: '9'.repeat(16) })),
    invalid('ref too long', withField({ ref: 'x'.repeat(65) })),
    invalid('ref as number', withField({ ref: 81 })),
    invalid('capture_url as text', withField({ capture_url: 'true' })),
    invalid('capture_url as number', withField({ capture_url: 1 })),
    invalid('an unknown field', withField({ allowed: true }), 'field_unknown'),
    invalid(
      'an unknown field inside',
      withField({ contact: { phone: '+4917604069001', name: secretWord } }),
      'field_unknown',
    ),
    invalid('a misspelt field', withField({ recipient: ['meta-whatsapp'] }), 'field_unknown'),
    invalid('a field named after somebody', withField({ [secretWord]: 1 }), 'field_unknown'),
    invalid(
      'business_id of another',
      withField({ business_id: '0199e5a4-1c00-7000-8000-000000000001' }),
      'field_unknown',
    ),
    invalid('__proto__', raw('"__proto__":{"allowed":true}'), 'field_unknown'),
    invalid('constructor', raw('"constructor":{"prototype":{"allowed":true}}'), 'field_unknown'),
    invalid('__proto__ instead of fields', `{"__proto__":${JSON.stringify(good)}}`),
    ...['at', 'receipt', 'engagement', 'last_inbound_at'].map((name) =>
      invalid(
        `${name}, not supported yet`,
        withField({ [name]: name === 'receipt' ? true : '2026-11-24T10:00:00Z' }),
        'field_not_supported',
      ),
    ),
  ];
}
