import postgres from 'postgres';

/*
 * A process of its own, because the driver's fault ends as an unhandled rejection. `begin` comes as the query that
 * fills the pipeline of a busy connection: the server opens a transaction of which the client knows nothing, and what
 * is written next is acknowledged, seen by nobody, and gone when the connection closes.
 */

const [url = '', pool = ''] = process.argv.slice(2);
const pipelineMax = 100; // the driver's default

let unhandled = 0;
process.on('unhandledRejection', () => {
  unhandled += 1;
});

async function mixed(): Promise<object> {
  const sql = postgres(url, { max: 1, onnotice: () => undefined });
  await sql`select 1`;
  const plain = Array.from({ length: pipelineMax }, () => sql`select pg_sleep(0.001)`);
  for (const query of plain) void query.execute();
  const begin = await Promise.race([
    sql
      .begin((tx) => tx`insert into canary values ('begun')`)
      .then(
        () => 'committed',
        () => 'rejected',
      ),
    new Promise((resolve) => setTimeout(resolve, 5_000, 'silent')),
  ]);
  await Promise.allSettled(plain);
  const insert = await sql`insert into canary values ('plain')`.then(
    (rows) => rows.count,
    () => 0,
  );
  await sql.end({ timeout: 1 });
  return { beginRejected: begin === 'rejected', begin, insertAcknowledged: insert === 1, unhandled };
}

async function beginOnly(): Promise<object> {
  const sql = postgres(url, { max: 3, onnotice: () => undefined });
  const acts = Array.from({ length: 300 }, (_, i) =>
    sql.begin((tx) => tx`insert into canary values (${`tx-${String(i)}`})`),
  );
  const results = await Promise.allSettled(acts);
  await sql.end({ timeout: 5 });
  return { committed: results.filter((r) => r.status === 'fulfilled').length, unhandled };
}

const seen = pool === 'mixed' ? await mixed() : await beginOnly();
process.stdout.write(JSON.stringify(seen));
process.exit(0);
