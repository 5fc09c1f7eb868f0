-- The check's statement at half its cost: only the lines that can matter, and instants written out in place. (iso_instant
-- has a search_path of its own, so each use is a call; here that would be 16 calls a check.)

-- Of a contact's lines the decision looks at those of the very purpose and channel, and at established grants (which say
-- that something else was agreed to). The others stay where they are.
create function public.check_facts(p_business uuid[], p_key_hash bytea[], p_data uuid[], p_kind text[], p_index bytea[], p_purpose text[], p_channel text[])
returns table (ord bigint, key_ok boolean, business_state text, as_of bigint, at text, identifier_id uuid, states text, stops text, suppressed boolean, server text)
language sql stable security definer set search_path = pg_catalog, pg_temp as $$
  select q.ord, k.key_id is not null and b.business_id is not null, b.state, h.size,
         to_char((clock_timestamp() + coalesce(b.clock_offset, interval '0')) at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), i.identifier_id, s.states, t.stops,
         exists (select from public.suppression u where u.business_id = b.business_id and u.kind = q.kind and u.key_version = 1
                 and u.blind_index = q.idx and u.expires_at > clock_timestamp() + b.clock_offset),
         case when pg_is_in_recovery() then 'recovering' else to_char(pg_postmaster_start_time() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') end
  from unnest(p_business, p_key_hash, p_data, p_kind, p_index, p_purpose, p_channel)
    with ordinality as q(business, key_hash, data, kind, idx, purpose, channel, ord)
  left join public.api_key k on k.business_id = q.business and k.key_hash = q.key_hash and k.revoked_at is null
  left join public.business live on live.business_id = q.business
  left join public.business b on b.business_id = q.data
    and b.business_id = case k.mode when 'live' then live.business_id else live.twin_id end
  left join public.log_head h on h.business_id = b.business_id
  left join public.identifier i on i.business_id = b.business_id and i.kind = q.kind and i.key_version = 1 and i.blind_index = q.idx
  left join lateral (
    select json_agg(json_build_array(c.purpose, c.channel, c.standing, c.choice, c.purpose_kind, c.version_id, c.evidence, c.recipients,
        c.event_id, to_char(c.decided_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), to_char(c.granted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), to_char(c.confirmed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'),
        to_char(c.expires_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), coalesce(c.expires_at <= clock_timestamp() + b.clock_offset, false)))::text as states
    from public.consent_state c where c.business_id = i.business_id and c.identifier_id = i.identifier_id
      and ((c.purpose = q.purpose and c.channel = q.channel) or (c.standing = 'established' and c.choice = 'granted'))
  ) s on true
  left join lateral (
    select json_agg(json_build_array(x.kind, to_char(x.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')))::text as stops
    from public.contact_stop x where x.business_id = i.business_id and x.identifier_id = i.identifier_id and x.lifted_seq is null
  ) t on true
$$;--> statement-breakpoint

grant create on schema public to jawort_lookup;--> statement-breakpoint
alter function public.check_facts(uuid[], bytea[], uuid[], text[], bytea[], text[], text[]) owner to jawort_lookup;--> statement-breakpoint
set role jawort_lookup;--> statement-breakpoint
drop function public.check_facts(uuid[], bytea[], uuid[], text[], bytea[]);--> statement-breakpoint
revoke execute on function public.check_facts(uuid[], bytea[], uuid[], text[], bytea[], text[], text[]) from public;--> statement-breakpoint
grant execute on function public.check_facts(uuid[], bytea[], uuid[], text[], bytea[], text[], text[]) to jawort_app, jawort_check;--> statement-breakpoint
reset role;--> statement-breakpoint
revoke create on schema public from jawort_lookup;
