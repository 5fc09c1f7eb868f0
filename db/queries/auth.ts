import { sql } from 'drizzle-orm';
import { authPool } from '#db/client.ts';

/*
 * Who may sign in to the console, and how. Each act is one statement: this pool never begins, so whatever must
 * happen together stands in one `with`. Times are the database's own.
 */

/** The user of that address (in its one spelling), made if new. */
export async function ensureAuthUser(user: { id: string; email: string }): Promise<string> {
  // The update changes nothing: without it the id of a row that was there already would not be returned.
  const rows = await authPool().execute<{ id: string }>(sql`
    insert into public.auth_user (id, email) values (${user.id}, ${user.email})
    on conflict (email) do update set email = excluded.email returning id`);
  const [row] = rows;
  if (!row) throw new Error('unreachable: an insert or an update returns its row');
  return row.id;
}

/** Stores a link's fingerprint in place of every older one for the same purpose. `identifier` names the purpose. */
export async function replaceLink(link: {
  identifier: string;
  tokenHash: string;
  lifetimeSeconds: number;
}): Promise<void> {
  await authPool().execute(sql`
    with gone as (delete from public.auth_verification_token where identifier = ${link.identifier})
    insert into public.auth_verification_token (identifier, token, expires)
    values (${link.identifier}, ${link.tokenHash}, clock_timestamp() + make_interval(secs => ${link.lifetimeSeconds}))`);
}

/**
 * Uses up a link and opens a session, or does neither: of two who come at once, the second finds no row. An expired
 * link is used up too and opens nothing. The sessions given up are the one the browser came with and all that ended.
 * @returns whether a session was opened
 */
export async function exchangeLink(exchange: {
  identifierPrefix: string;
  tokenHash: string;
  sessionHash: string;
  sessionSeconds: number;
  formerSessionHash: string | null;
}): Promise<boolean> {
  const rows = await authPool().execute(sql`
    with taken as (
      delete from public.auth_verification_token
      where token = ${exchange.tokenHash} and starts_with(identifier, ${exchange.identifierPrefix})
      returning substr(identifier, ${exchange.identifierPrefix.length + 1}) as user_id, expires
    ), gone as (
      delete from public.auth_session s using taken
      where s.session_token = ${exchange.formerSessionHash} or s.expires <= clock_timestamp()
    )
    insert into public.auth_session (session_token, user_id, expires)
    select ${exchange.sessionHash}, u.id, clock_timestamp() + make_interval(secs => ${exchange.sessionSeconds})
    from taken join public.auth_user u on u.id = taken.user_id
    where taken.expires > clock_timestamp()
    returning session_token`);
  return rows.length === 1;
}

/*
 * What a browser asked for stands in one row: `identifier` names the browser, `token` holds the user (`-` for an address
 * nobody has here), the fingerprints of link and code, and how many wrong codes are left.
 */
const part = (n: 1 | 2 | 3 | 4) => sql`split_part(t.token, ' ', ${n}::int)`;
const alive = sql`t.expires > clock_timestamp() and ${part(4)}::int > 0`;

/**
 * Notes that a browser asked to be let in. One statement, the same for every address; requests that ended go with it.
 * @returns whether the address is a user's
 */
export async function openSignInRequest(request: {
  identifier: string;
  email: string;
  linkHash: string;
  codeHash: string;
  tries: number;
  lifetimeSeconds: number;
}): Promise<{ known: boolean }> {
  const rows = await authPool().execute<{ known: boolean }>(sql`
    with gone as (
      delete from public.auth_verification_token
      where starts_with(identifier, 'browser:') and expires <= clock_timestamp()
    ), asking as (
      select coalesce((select id from public.auth_user where email = ${request.email}), '-') as user_id
    )
    insert into public.auth_verification_token (identifier, token, expires)
    select ${request.identifier},
      concat_ws(' ', user_id, ${request.linkHash}::text, ${request.codeHash}::text, ${request.tries}::int),
      clock_timestamp() + make_interval(secs => ${request.lifetimeSeconds})
    from asking
    returning not starts_with(token, '- ') as known`);
  return { known: rows[0]?.known === true };
}

/**
 * Uses up a request and opens a session, or counts one wrong code, or does neither. Of two who come at once the second
 * finds no row; two wrong codes at once are two.
 */
export async function exchangeRequest(exchange: {
  identifier: string;
  proof: { kind: 'code' | 'link'; hash: string };
  sessionHash: string;
  sessionSeconds: number;
  formerSessionHash: string | null;
}): Promise<{ opened: boolean; triesLeft: number }> {
  const { kind, hash } = exchange.proof;
  const shown = kind === 'link' ? part(2) : part(3);
  const rows = await authPool().execute<{ opened: boolean; left: number }>(sql`
    with taken as (
      delete from public.auth_verification_token t
      where t.identifier = ${exchange.identifier} and ${alive} and ${shown} = ${hash}
      returning ${part(1)} as user_id
    ), wrong as (
      update public.auth_verification_token t
      set token = concat_ws(' ', ${part(1)}, ${part(2)}, ${part(3)}, ${part(4)}::int - 1)
      where t.identifier = ${exchange.identifier} and ${alive} and ${shown} <> ${hash} and ${kind} = 'code'
      returning ${part(4)}::int as left_over
    ), gone as (
      delete from public.auth_session s using taken
      where s.session_token = ${exchange.formerSessionHash} or s.expires <= clock_timestamp()
    ), opened as (
      insert into public.auth_session (session_token, user_id, expires)
      select ${exchange.sessionHash}, u.id, clock_timestamp() + make_interval(secs => ${exchange.sessionSeconds})
      from taken join public.auth_user u on u.id = taken.user_id
      returning 1
    )
    select exists (select from opened) as opened, coalesce((select left_over from wrong), 0) as left`);
  const [row] = rows;
  if (!row) throw new Error('unreachable: a select without a table returns one row');
  return { opened: row.opened, triesLeft: row.left };
}

export interface OpenSession {
  user: { id: string; email: string; emailVerified: Date | null };
  expires: Date;
}

/** A session that is still good by the database's clock; reading one never removes it. */
export async function findSession(sessionHash: string): Promise<OpenSession | null> {
  const rows = await authPool().execute<{ id: string; email: string; expires: string }>(sql`
    select u.id, u.email, s.expires::text
    from public.auth_session s join public.auth_user u on u.id = s.user_id
    where s.session_token = ${sessionHash} and s.expires > clock_timestamp()`);
  const [row] = rows;
  return row
    ? { user: { id: row.id, email: row.email, emailVerified: null }, expires: new Date(row.expires) }
    : null;
}

export async function deleteSession(sessionHash: string): Promise<void> {
  await authPool().execute(sql`delete from public.auth_session where session_token = ${sessionHash}`);
}
