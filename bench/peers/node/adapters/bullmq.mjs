// BullMQ on Redis, with its defaults (completed jobs are kept).
import { Queue, Worker } from 'bullmq';
import IORedis from 'ioredis';

const connection = () => new IORedis({ host: '127.0.0.1', port: +process.env.REDIS_PORT, maxRetriesPerRequest: null });
const PRIORITY = { URGENT: 1, HIGH: 2, NORMAL: 3, LOW: 4 }; // 1 goes first.
let queue;

export const name = 'BullMQ';

export async function openClient() {
  queue = new Queue('bench', { connection: connection() });
  await queue.waitUntilReady();
}

export async function reset() {
  const redis = connection();
  await redis.flushall();
  await redis.quit();
}

export const submit = (level, data) => queue.add('job', data, { priority: PRIORITY[level] });
export const submitBulk = (jobs) => queue.addBulk(jobs.map(([level, data]) => ({ name: 'job', data, opts: { priority: PRIORITY[level] } })));

export async function queued() {
  const counts = await queue.getJobCounts();
  return { waiting: counts.waiting + counts.prioritized, active: counts.active };
}

export async function startWorker(concurrency, handle) {
  await new Worker('bench', (job) => handle(job.data), { connection: connection(), concurrency }).waitUntilReady();
}
