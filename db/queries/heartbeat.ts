import { heartbeatPool } from '#db/client.ts';
import { commitsInDoubt } from '#db/commit-doubt.ts';

export interface Heartbeat {
  /** UUID of the process that writes. */
  readonly writer: string;
  /** Counts up in each process. */
  readonly beat: number;
}

/**
 * Commits one heartbeat, also on a standby where there is one, and returns who took it: the same word as in a check's
 * row (`CheckRow.server`). Throws where it could not be committed, or only on one side.
 */
export async function writeHeartbeat({ writer, beat }: Heartbeat): Promise<string> {
  const doubtsBefore = commitsInDoubt();
  // A row for each process (more or less): one that stands still inside its transaction must not hold up the others.
  const row = Number.parseInt(writer.slice(-2), 16);
  const server = await heartbeatPool().begin(async (tx) => {
    const [taken] = await tx<{ server: string }[]>`
      insert into public.heartbeat (one, writer, beat, at) values (${row}, ${writer}, ${beat}, clock_timestamp())
      on conflict (one) do update set writer = excluded.writer, beat = excluded.beat, at = excluded.at
      returning case when pg_is_in_recovery() then 'recovering'
        else to_char(pg_postmaster_start_time() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') end as server`;
    return taken?.server ?? 'recovering';
  });
  if (commitsInDoubt() !== doubtsBefore) throw new Error('the heartbeat may not be on the standby');
  return server;
}
