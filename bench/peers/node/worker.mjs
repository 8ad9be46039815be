// worker.mjs PEER CONCURRENCY   one worker process, told what to do by bench.mjs.
const [peer, concurrency] = process.argv.slice(2);
const a = await import(`./adapters/${peer}.mjs`);
const now = () => process.hrtime.bigint(); // CLOCK_MONOTONIC: the same in every process.
const send = (message) => process.send?.(message);
let seen = 0;
let first = 0n;
let target = Infinity;

async function handle(job) {
  const start = now();
  switch (job.kind) {
    case 'noop':
      if (seen++ === 0) first = start;
      if (seen === target) send({ drained: seen, first: first.toString() });
      return;
    case 'lat':
      send({ started: job.i, us: Number(start - BigInt(job.t)) / 1e3 });
      return;
    case 'gate':
      await new Promise(() => {}); // Holds its slot.
  }
}

process.on('message', async (message) => {
  if (message.target) target = message.target;
  if (message.go) {
    await a.startWorker(+concurrency, handle);
    send({ ready: true });
  }
});
send({ up: true });
