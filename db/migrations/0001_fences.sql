-- Who may see and change what. The tables migration made the rows; this one makes them safe.
-- Roles (jawort_app, jawort_auth, jawort_check, jawort_lookup) belong to the cluster and are made before any migration.

revoke all on schema public from public;--> statement-breakpoint
grant usage on schema public to jawort_app, jawort_auth, jawort_check, jawort_lookup;--> statement-breakpoint

-- Instants leave the database as text with microseconds: a client's date type would lose the order of events.
create function public.iso_instant(t timestamptz) returns text language sql stable set search_path = pg_catalog, pg_temp
as $$ select to_char(t at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') $$;--> statement-breakpoint

-- A live firm's clock is the database's clock. A twin's runs ahead and never back.
alter table public.business add constraint business_clock check (clock_offset >= interval '0' and (mode = 'test' or clock_offset = interval '0'));--> statement-breakpoint
alter table public.business add constraint business_twin check ((mode = 'live') or twin_id is null);--> statement-breakpoint
create function public.refuse_clock_back() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  if new.clock_offset < old.clock_offset or new.mode <> old.mode then
    raise exception 'the clock of a business only moves forward, and its mode never changes' using errcode = 'check_violation';
  end if;
  return new;
end $$;--> statement-breakpoint
create trigger business_clock_forward before update on public.business for each row execute function public.refuse_clock_back();--> statement-breakpoint

-- What was recorded stays as it was recorded, whoever asks: the privilege is missing, and the trigger refuses the owner too.
create function public.refuse_change() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as $$
begin
  raise exception 'rows of % are never changed or removed', tg_table_name using errcode = 'integrity_constraint_violation';
end $$;--> statement-breakpoint
create trigger event_append_only before update or delete or truncate on public.event execute function public.refuse_change();--> statement-breakpoint
create trigger event_contact_append_only before update or delete or truncate on public.event_contact execute function public.refuse_change();--> statement-breakpoint
create trigger version_append_only before update or delete or truncate on public.version execute function public.refuse_change();--> statement-breakpoint
create trigger log_node_append_only before update or delete or truncate on public.log_node execute function public.refuse_change();--> statement-breakpoint

-- One policy for every tenant table. nullif: on a pooled connection an unset setting reads as '' and not as null.
do $$
declare t text;
begin
  foreach t in array array['business','business_slug','business_key','member','api_key','idempotency','page','version','version_owner',
    'contact','contact_key','identifier','event','event_contact','log_head','log_node','consent_state','invitation','receipt','consent_use']
  loop
    execute format('alter table public.%I enable row level security', t);
    execute format('alter table public.%I force row level security', t);
    execute format('create policy tenant on public.%I for all using (business_id = (select nullif(current_setting(''app.business_id'', true), '''')::uuid)) with check (business_id = (select nullif(current_setting(''app.business_id'', true), '''')::uuid))', t);
  end loop;
end $$;--> statement-breakpoint

grant select, insert on public.business, public.business_key, public.api_key, public.page, public.version, public.contact,
  public.contact_key, public.identifier, public.event, public.event_contact, public.log_head, public.log_node, public.consent_state,
  public.invitation, public.receipt, public.consent_use, public.member, public.idempotency to jawort_app;--> statement-breakpoint
grant insert on public.business_slug, public.version_owner to jawort_app;--> statement-breakpoint
grant update (state, profile, clock_offset, twin_id) on public.business to jawort_app;--> statement-breakpoint
grant update (revoked_at) on public.api_key to jawort_app;--> statement-breakpoint
grant update (state, current_version_id) on public.page to jawort_app;--> statement-breakpoint
grant update (size, frontier, last_at) on public.log_head to jawort_app;--> statement-breakpoint
grant update (answered_seq) on public.invitation to jawort_app;--> statement-breakpoint
grant update (role) on public.member to jawort_app;--> statement-breakpoint
grant delete on public.member, public.idempotency to jawort_app;--> statement-breakpoint
grant update (choice, purpose_kind, item, version_id, evidence, recipients, seq, event_id, decided_at, granted_at, expires_at)
  on public.consent_state to jawort_app;--> statement-breakpoint
grant select, insert, update, delete on public.auth_user, public.auth_account, public.auth_session, public.auth_verification_token to jawort_auth;--> statement-breakpoint

-- Look-ups before the tenant is known, and the check's own. FORCE binds the owner of a table too, so the functions
-- belong to a role that sees just these columns through a policy of its own and that nobody can log in as.
grant select (business_id, slug) on public.business_slug to jawort_lookup;--> statement-breakpoint
grant select (business_id, version_id) on public.version_owner to jawort_lookup;--> statement-breakpoint
grant select (business_id, slug, mode, twin_id, clock_offset, state, profile) on public.business to jawort_lookup;--> statement-breakpoint
grant select (business_id, wrapped) on public.business_key to jawort_lookup;--> statement-breakpoint
grant select (business_id, key_id, mode, key_hash, scopes, revoked_at) on public.api_key to jawort_lookup;--> statement-breakpoint
grant select (business_id, member_id, user_id, role) on public.member to jawort_lookup;--> statement-breakpoint
grant select (business_id, page_id, slug, audience, state, current_version_id) on public.page to jawort_lookup;--> statement-breakpoint
grant select (business_id, version_id, page_id, number, content, published_at) on public.version to jawort_lookup;--> statement-breakpoint
grant select (business_id, identifier_id, kind, key_version, blind_index) on public.identifier to jawort_lookup;--> statement-breakpoint
grant select (business_id, size) on public.log_head to jawort_lookup;--> statement-breakpoint
grant select (business_id, identifier_id, purpose, channel, standing, choice, purpose_kind, version_id, evidence, recipients, event_id, decided_at, granted_at, expires_at)
  on public.consent_state to jawort_lookup;--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['business_slug','version_owner','business','business_key','api_key','member','page','version','identifier','log_head','consent_state']
  loop
    execute format('create policy lookup on public.%I for select to jawort_lookup using (true)', t);
  end loop;
end $$;--> statement-breakpoint
grant execute on function public.iso_instant(timestamptz) to jawort_lookup, jawort_app, jawort_check;--> statement-breakpoint

create function public.page_facts(p_slug text, p_page text)
returns table (business_id uuid, mode text, business_slug text, business_state text, profile text, page_id uuid, page_state text, version_id text, version_number int, at text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select b.business_id, b.mode, b.slug, b.state, b.profile::text, p.page_id, p.state, p.current_version_id, v.number,
         public.iso_instant(clock_timestamp() + b.clock_offset)
  from public.business_slug s
  join public.business b on b.business_id = s.business_id
  left join public.page p on p.business_id = s.business_id and p.slug = p_page
  left join public.version v on v.business_id = p.business_id and v.version_id = p.current_version_id
  where s.slug = p_slug
$$;--> statement-breakpoint

create function public.version_facts(p_version text)
returns table (business_id uuid, mode text, business_slug text, page_slug text, number int, published_at text, content text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select v.business_id, b.mode, b.slug, p.slug, v.number, public.iso_instant(v.published_at), v.content
  from public.version_owner o
  join public.version v on v.business_id = o.business_id and v.version_id = o.version_id
  join public.business b on b.business_id = o.business_id
  join public.page p on p.business_id = v.business_id and p.page_id = v.page_id
  where o.version_id = p_version
$$;--> statement-breakpoint

-- A test key belongs to the live firm and opens its current twin only.
create function public.key_facts(p_business uuid, p_key_hash bytea)
returns table (key_id uuid, mode text, scopes text[], data_business uuid, data_slug text, wrapped bytea)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.key_id, k.mode, k.scopes, d.business_id, d.slug, bk.wrapped
  from public.api_key k
  join public.business live on live.business_id = k.business_id
  join public.business d on d.business_id = case k.mode when 'live' then live.business_id else live.twin_id end
  join public.business_key bk on bk.business_id = d.business_id
  where k.business_id = p_business and k.key_hash = p_key_hash and k.revoked_at is null
$$;--> statement-breakpoint

create function public.membership_facts(p_user text)
returns table (business_id uuid, member_id uuid, role text, slug text, legal_name text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select m.business_id, m.member_id, m.role, b.slug, b.profile->>'legalName'
  from public.member m join public.business b on b.business_id = m.business_id
  where m.user_id = p_user order by b.slug
$$;--> statement-breakpoint

-- The check: key, business and consent are read again in one snapshot, one row a question, known contact or not.
create function public.check_facts(p_business uuid[], p_key_hash bytea[], p_data uuid[], p_kind text[], p_index bytea[])
returns table (ord bigint, key_ok boolean, business_state text, as_of bigint, at text, identifier_id uuid, states text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select q.ord, k.key_id is not null and b.business_id is not null, b.state, h.size,
         public.iso_instant(clock_timestamp() + coalesce(b.clock_offset, interval '0')), i.identifier_id, s.states
  from unnest(p_business, p_key_hash, p_data, p_kind, p_index) with ordinality as q(business, key_hash, data, kind, idx, ord)
  left join public.api_key k on k.business_id = q.business and k.key_hash = q.key_hash and k.revoked_at is null
  left join public.business live on live.business_id = q.business
  left join public.business b on b.business_id = q.data
    and b.business_id = case k.mode when 'live' then live.business_id else live.twin_id end
  left join public.log_head h on h.business_id = b.business_id
  left join public.identifier i on i.business_id = b.business_id and i.kind = q.kind and i.key_version = 1 and i.blind_index = q.idx
  left join lateral (
    select json_agg(json_build_array(c.purpose, c.channel, c.standing, c.choice, c.purpose_kind, c.version_id, c.evidence, c.recipients,
        c.event_id, public.iso_instant(c.decided_at), public.iso_instant(c.granted_at), public.iso_instant(c.expires_at),
        coalesce(c.expires_at <= clock_timestamp() + b.clock_offset, false)))::text as states
    from public.consent_state c where c.business_id = i.business_id and c.identifier_id = i.identifier_id
  ) s on true
$$;--> statement-breakpoint

grant create on schema public to jawort_lookup;--> statement-breakpoint
alter function public.page_facts(text, text) owner to jawort_lookup;--> statement-breakpoint
alter function public.version_facts(text) owner to jawort_lookup;--> statement-breakpoint
alter function public.key_facts(uuid, bytea) owner to jawort_lookup;--> statement-breakpoint
alter function public.membership_facts(text) owner to jawort_lookup;--> statement-breakpoint
alter function public.check_facts(uuid[], bytea[], uuid[], text[], bytea[]) owner to jawort_lookup;--> statement-breakpoint
revoke create on schema public from jawort_lookup;--> statement-breakpoint
set role jawort_lookup;--> statement-breakpoint
revoke execute on all functions in schema public from public;--> statement-breakpoint
grant execute on function public.page_facts(text, text), public.version_facts(text), public.key_facts(uuid, bytea),
  public.membership_facts(text), public.check_facts(uuid[], bytea[], uuid[], text[], bytea[]) to jawort_app, jawort_check;--> statement-breakpoint
reset role;--> statement-breakpoint
revoke execute on function public.refuse_change(), public.refuse_clock_back(), public.iso_instant(timestamptz) from public;
