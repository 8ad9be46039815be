// graphile-worker on PostgreSQL; GRAPHILE_TUNED=1 turns on its local queue and batched completion, else its defaults.
import { Logger, makeWorkerUtils, run } from 'graphile-worker';
import pg from 'pg';

const connectionString = process.env.PG_URL;
const PRIORITY = { URGENT: 0, HIGH: 1, NORMAL: 2, LOW: 3 }; // The lowest goes first.
const logger = new Logger(() => () => {});
const tuned = process.env.GRAPHILE_TUNED === '1';
let utils;
let pool;

export const name = tuned ? 'graphile-worker, tuned' : 'graphile-worker';

export async function openClient() {
  pool = new pg.Pool({ connectionString, max: 32 });
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  utils = await makeWorkerUtils({ pgPool: pool, logger });
  await utils.migrate();
}

export async function reset() {
  const client = new pg.Client({ connectionString });
  await client.connect();
  await client.query('drop schema if exists graphile_worker cascade');
  await client.end();
}

export const submit = (level, data) => utils.addJob('bench', data, { priority: PRIORITY[level] });
export const submitBulk = (jobs) => utils.addJobs(jobs.map(([level, data]) => ({ identifier: 'bench', payload: data, priority: PRIORITY[level] })));

export async function queued() {
  const { rows } = await pool.query('select count(*) filter (where locked_at is null)::int waiting, count(*) filter (where locked_at is not null)::int active from graphile_worker._private_jobs');
  return rows[0];
}

export async function startWorker(concurrency, handle) {
  const options = { logger, noHandleSignals: true, taskList: { bench: (payload) => handle(payload) } };
  const preset = { worker: { connectionString, concurrentJobs: concurrency, maxPoolSize: 12, localQueue: { size: 500 }, completeJobBatchDelay: 0, failJobBatchDelay: 0 } };
  await run(tuned ? { ...options, preset } : { ...options, connectionString, concurrency });
}
