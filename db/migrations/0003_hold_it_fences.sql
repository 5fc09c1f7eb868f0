-- Fences of the tables that came with stops, confirmations, checkpoints, mail and short links; the check reads stops too.

do $$
declare t text;
begin
  foreach t in array array['contact_stop','suppression','human_task','confirmation','short_link','checkpoint','outgoing_mail']
  loop
    execute format('alter table public.%I enable row level security', t);
    execute format('alter table public.%I force row level security', t);
    execute format('create policy tenant on public.%I for all using (business_id = (select nullif(current_setting(''app.business_id'', true), '''')::uuid)) with check (business_id = (select nullif(current_setting(''app.business_id'', true), '''')::uuid))', t);
  end loop;
end $$;--> statement-breakpoint

grant select, insert on public.contact_stop, public.suppression, public.human_task, public.confirmation, public.checkpoint, public.outgoing_mail to jawort_app;--> statement-breakpoint
grant insert on public.short_link to jawort_app;--> statement-breakpoint
grant update (seq, event_id, at, lifted_seq) on public.contact_stop to jawort_app;--> statement-breakpoint
grant update (reason, created_at, expires_at), delete on public.suppression to jawort_app;--> statement-breakpoint
grant update (done_at) on public.human_task to jawort_app;--> statement-breakpoint
grant update (used_seq) on public.confirmation to jawort_app;--> statement-breakpoint
grant update (state, provider_id, sent_at) on public.outgoing_mail to jawort_app;--> statement-breakpoint
grant update (confirmed_at) on public.consent_state to jawort_app;--> statement-breakpoint
grant select, insert on public.log_key to jawort_app;--> statement-breakpoint
grant update (retired_at) on public.log_key to jawort_app;--> statement-breakpoint
grant select (key_id, public_key, created_at, retired_at) on public.log_key to jawort_lookup;--> statement-breakpoint
grant select, insert, update on public.heartbeat to jawort_app;--> statement-breakpoint
create trigger checkpoint_append_only before update or delete or truncate on public.checkpoint execute function public.refuse_change();--> statement-breakpoint

grant select (business_id, identifier_id, kind, at, lifted_seq) on public.contact_stop to jawort_lookup;--> statement-breakpoint
grant select (business_id, kind, key_version, blind_index, expires_at) on public.suppression to jawort_lookup;--> statement-breakpoint
grant select (business_id, code, page_id) on public.short_link to jawort_lookup;--> statement-breakpoint
grant select (confirmed_at) on public.consent_state to jawort_lookup;--> statement-breakpoint
do $$
declare t text;
begin
  foreach t in array array['contact_stop','suppression','short_link']
  loop
    execute format('create policy lookup on public.%I for select to jawort_lookup using (true)', t);
  end loop;
end $$;--> statement-breakpoint

create function public.short_link_facts(p_code text)
returns table (business_slug text, page_slug text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select b.slug, p.slug
  from public.short_link s
  join public.business b on b.business_id = s.business_id
  join public.page p on p.business_id = s.business_id and p.page_id = s.page_id
  where s.code = p_code
$$;--> statement-breakpoint

-- The keys that signed checkpoints, for everybody; their private halves stay where they are.
create function public.log_key_facts()
returns table (key_id text, public_key bytea, created_at text, retired_at text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select k.key_id, k.public_key, public.iso_instant(k.created_at), public.iso_instant(k.retired_at)
  from public.log_key k order by k.created_at
$$;--> statement-breakpoint

-- Beside the consent lines: what stands against the person, whether the address is suppressed, and which server answers.
-- The server's identity is compared with the one that took the last heartbeat: a primary that was cut off must not say yes.
create function public.check_facts_with_stops(p_business uuid[], p_key_hash bytea[], p_data uuid[], p_kind text[], p_index bytea[])
returns table (ord bigint, key_ok boolean, business_state text, as_of bigint, at text, identifier_id uuid, states text, stops text, suppressed boolean, server text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select q.ord, k.key_id is not null and b.business_id is not null, b.state, h.size,
         public.iso_instant(clock_timestamp() + coalesce(b.clock_offset, interval '0')), i.identifier_id, s.states, t.stops,
         exists (select from public.suppression u where u.business_id = b.business_id and u.kind = q.kind and u.key_version = 1
                 and u.blind_index = q.idx and u.expires_at > clock_timestamp() + b.clock_offset),
         case when pg_is_in_recovery() then 'recovering' else public.iso_instant(pg_postmaster_start_time()) end
  from unnest(p_business, p_key_hash, p_data, p_kind, p_index) with ordinality as q(business, key_hash, data, kind, idx, ord)
  left join public.api_key k on k.business_id = q.business and k.key_hash = q.key_hash and k.revoked_at is null
  left join public.business live on live.business_id = q.business
  left join public.business b on b.business_id = q.data
    and b.business_id = case k.mode when 'live' then live.business_id else live.twin_id end
  left join public.log_head h on h.business_id = b.business_id
  left join public.identifier i on i.business_id = b.business_id and i.kind = q.kind and i.key_version = 1 and i.blind_index = q.idx
  left join lateral (
    select json_agg(json_build_array(c.purpose, c.channel, c.standing, c.choice, c.purpose_kind, c.version_id, c.evidence, c.recipients,
        c.event_id, public.iso_instant(c.decided_at), public.iso_instant(c.granted_at), public.iso_instant(c.confirmed_at),
        public.iso_instant(c.expires_at), coalesce(c.expires_at <= clock_timestamp() + b.clock_offset, false)))::text as states
    from public.consent_state c where c.business_id = i.business_id and c.identifier_id = i.identifier_id
  ) s on true
  left join lateral (
    select json_agg(json_build_array(x.kind, public.iso_instant(x.at)))::text as stops
    from public.contact_stop x where x.business_id = i.business_id and x.identifier_id = i.identifier_id and x.lifted_seq is null
  ) t on true
$$;--> statement-breakpoint

grant create on schema public to jawort_lookup;--> statement-breakpoint
alter function public.short_link_facts(text) owner to jawort_lookup;--> statement-breakpoint
alter function public.log_key_facts() owner to jawort_lookup;--> statement-breakpoint
alter function public.check_facts_with_stops(uuid[], bytea[], uuid[], text[], bytea[]) owner to jawort_lookup;--> statement-breakpoint
set role jawort_lookup;--> statement-breakpoint
drop function public.check_facts(uuid[], bytea[], uuid[], text[], bytea[]);--> statement-breakpoint
alter function public.check_facts_with_stops(uuid[], bytea[], uuid[], text[], bytea[]) rename to check_facts;--> statement-breakpoint
revoke execute on function public.check_facts(uuid[], bytea[], uuid[], text[], bytea[]), public.short_link_facts(text), public.log_key_facts() from public;--> statement-breakpoint
grant execute on function public.check_facts(uuid[], bytea[], uuid[], text[], bytea[]), public.short_link_facts(text), public.log_key_facts() to jawort_app, jawort_check;--> statement-breakpoint
reset role;--> statement-breakpoint
revoke create on schema public from jawort_lookup;
