// pg-boss on PostgreSQL, with its defaults: it polls every two seconds, and takes as many jobs as there are slots.
import pg from 'pg';
import PgBoss from 'pg-boss';

const connectionString = process.env.PG_URL;
const PRIORITY = { URGENT: 3, HIGH: 2, NORMAL: 1, LOW: 0 }; // The highest goes first.
let boss;

export const name = 'pg-boss';
export const pollSeconds = 2;

export async function openClient() {
  boss = new PgBoss({ connectionString, max: 32 });
  boss.on('error', () => {});
  await boss.start();
  await boss.createQueue('bench');
}

export async function reset() {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query('drop schema if exists pgboss cascade');
  await client.end();
}

export const submit = (level, data) => boss.send('bench', data, { priority: PRIORITY[level] });
export const submitBulk = (jobs) => boss.insert(jobs.map(([level, data]) => ({ name: 'bench', data, priority: PRIORITY[level] })));

export async function queued() {
  const { rows } = await boss.getDb().executeSql("select count(*) filter (where state<'active')::int waiting, count(*) filter (where state='active')::int active from pgboss.job where name='bench'", []);
  return rows[0];
}

export async function startWorker(concurrency, handle) {
  const worker = new PgBoss({ connectionString, max: 12 });
  worker.on('error', () => {});
  await worker.start();
  await worker.work('bench', { batchSize: concurrency, pollingIntervalSeconds: pollSeconds }, (jobs) => Promise.all(jobs.map((job) => handle(job.data))));
}
