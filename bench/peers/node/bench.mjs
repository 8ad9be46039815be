// bench.mjs PEER MEASURE   prints one line of JSON. PEER: bullmq, graphile, pgboss; MEASURE: submit, drain, start, memory.
// The broker must run. The same work as that of bench/Load: see README.md.
import { fork } from 'node:child_process';
import fs from 'node:fs';

const [peer, measure] = process.argv.slice(2);
const a = await import(`./adapters/${peer}.mjs`);
const LEVELS = ['LOW', 'NORMAL', 'HIGH', 'URGENT'];
const now = () => process.hrtime.bigint();
const secondsSince = (start) => Number(now() - start) / 1e9;
const sleep = (ms) => new Promise((done) => setTimeout(done, ms));
const job = (i, more) => [LEVELS[i % 4], { i, symbol: 'AAPL', kind: 'noop', ...more }];
const emit = (what) => console.log(JSON.stringify({ system: a.name, measure, ...what }));
const workers = [];

async function startWorker() {
  const worker = fork(new URL('./worker.mjs', import.meta.url).pathname, [peer, '5']);
  worker.waiting = [];
  worker.on('message', (message) => { worker.waiting = worker.waiting.filter((take) => !take(message)); });
  worker.when = (key) => new Promise((done) => worker.waiting.push((message) => (key in message ? (done(message), true) : false)));
  workers.push(worker);
  await worker.when('up');
  return worker;
}

async function begin(worker) {
  const ready = worker.when('ready');
  worker.send({ go: 1 });
  await ready;
}

async function submit(count) {
  let next = 0;
  const start = now();
  await Promise.all(Array.from({ length: 64 }, async () => { while (next < count) await a.submit(...job(next++)); }));
  return secondsSince(start);
}

async function fill(count) {
  for (let i = 0; i < count; i += 500) await a.submitBulk(Array.from({ length: Math.min(500, count - i) }, (_, k) => job(i + k)));
}

function memoryOf(pid, file, key) {
  try {
    return 1024 * new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(fs.readFileSync(`/proc/${pid}/${file}`, 'utf8'))[1];
  } catch {
    return 0;
  }
}

// Our own broker, found by its port: shared pages of PostgreSQL's processes count once.
function brokerBytes() {
  const ours = (line) => (peer === 'bullmq'
    ? line.includes(`redis-server 127.0.0.1:${process.env.REDIS_PORT}`)
    : line.startsWith('postgres:') || (line.includes('postgres') && line.includes(`-p ${process.env.PG_PORT}`)));
  return fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name)).reduce((sum, pid) => {
    try {
      return ours(fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')) ? sum + memoryOf(pid, 'smaps_rollup', 'Pss') : sum;
    } catch {
      return sum;
    }
  }, 0);
}

const measures = {
  async submit() {
    await submit(500); // Warms up.
    emit({ per_s: 20000 / await submit(20000) });
  },

  // From the first start until the broker holds nothing unfinished; what is slower than a minute is counted then.
  async drain() {
    const count = 20000;
    await fill(count);
    const worker = await startWorker();
    worker.send({ target: count });
    const drained = worker.when('drained');
    const begun = now();
    await begin(worker);
    const told = await Promise.race([drained, sleep(60000)]);
    if (!told) {
      const left = await a.queued();
      return emit({ per_s: (count - left.waiting - left.active) / secondsSince(begun), bounded: true });
    }

    for (let left = await a.queued(); left.waiting + left.active > 0; left = await a.queued()) await sleep(5);
    emit({ per_s: count / secondsSince(BigInt(told.first)) });
  },

  async start() {
    const count = a.pollSeconds ? 15 : 1000;
    const warm = a.pollSeconds ? 2 : 100;
    const worker = await startWorker();
    await begin(worker);
    await sleep(500);
    const milliseconds = [];
    for (let i = 0; i < count + warm; i++) {
      const started = worker.when('started');
      await a.submit(...job(i, { kind: 'lat', t: now().toString() }));
      const { us } = await started;
      if (i >= warm) milliseconds.push(us / 1000);
      await sleep(5); // The worker is idle again.
    }

    milliseconds.sort((x, y) => x - y);
    const at = (share) => milliseconds[Math.max(0, Math.ceil(share * count) - 1)];
    emit({ p50_ms: at(0.5), p99_ms: at(0.99) });
  },

  async memory() {
    const count = 100000;
    const worker = await startWorker();
    await begin(worker);
    for (let i = 0; i < 5; i++) await a.submit('URGENT', { i, kind: 'gate' });
    await sleep(2000);
    const all = () => brokerBytes() + memoryOf(worker.pid, 'status', 'VmRSS');
    const before = all();
    await fill(count);
    await sleep(3000);
    emit({ bytes: (all() - before) / count });
  },
};

await a.reset();
await a.openClient();
await sleep(300);
await measures[measure]();
for (const worker of workers) worker.kill('SIGKILL');
setTimeout(() => process.exit(0), 200);
