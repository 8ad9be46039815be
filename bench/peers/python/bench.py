"""bench.py PEER MEASURE   prints one line of JSON. PEER: celery, rq; MEASURE: submit, drain, start.

The broker must run. The same work as that of bench/Load: see README.md. RQ forks for each job, so it gets fewer of them.
"""
import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import redis

HERE = os.path.dirname(os.path.abspath(__file__))
PORT = int(os.environ["REDIS_PORT"])
LEVELS = ["LOW", "NORMAL", "HIGH", "URGENT"]
broker, side = redis.Redis(port=PORT, db=0, max_connections=80), redis.Redis(port=PORT, db=1)
processes = []


def spawn(*command):
    processes.append(subprocess.Popen(command, cwd=HERE, env=dict(os.environ, PYTHONPATH=HERE), start_new_session=True,
                                      stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))


class Celery:
    name, drained = "Celery", 20000

    def __init__(self):
        import tasks
        self.tasks = tasks

    def submit(self, i, kind="noop", **more):
        getattr(self.tasks, kind).apply_async(({"i": i, "symbol": "AAPL", **more},), priority=self.tasks.PRIORITY[LEVELS[i % 4]])

    def work(self):
        spawn("/usr/bin/python3", "-m", "celery", "-A", "tasks", "worker", "-c", "5", "-l", "WARNING")

    def unfinished(self):
        pipe = broker.pipeline(transaction=False)
        for queue in ("celery", "celery:3", "celery:6", "celery:9"):
            pipe.llen(queue)
        pipe.hlen("unacked")
        return sum(pipe.execute())


class Rq:
    name, drained = "RQ, 5 worker processes", 1000

    def __init__(self):
        import rqjobs
        from rq import Queue
        self.jobs, self.queues = rqjobs, {level: Queue(level, connection=broker) for level in LEVELS}

    def submit(self, i, kind="noop", **more):
        self.queues[LEVELS[i % 4]].enqueue(getattr(self.jobs, kind), {"i": i, "symbol": "AAPL", **more}, result_ttl=3600)

    def work(self):
        for _ in range(5):
            spawn("/usr/bin/rq", "worker", "-q", "--url", f"redis://127.0.0.1:{PORT}/0", *reversed(LEVELS))

    def unfinished(self):
        return sum(len(queue) for queue in self.queues.values()) + sum(broker.zcard(f"rq:wip:{level}") for level in LEVELS)


def wait(condition, seconds, step=0.005):
    end = time.monotonic() + seconds
    while not condition() and time.monotonic() < end:
        time.sleep(step)


def submit(peer):
    with ThreadPoolExecutor(64) as callers:
        list(callers.map(peer.submit, range(200)))
        start = time.monotonic()
        list(callers.map(peer.submit, range(5000)))
        return {"per_s": 5000 / (time.monotonic() - start)}


def drain(peer):
    with ThreadPoolExecutor(8) as callers:
        list(callers.map(peer.submit, range(peer.drained), chunksize=100))
    peer.work()
    wait(lambda: peer.unfinished() < peer.drained, 60, 0.002)
    start = time.monotonic()
    wait(lambda: peer.unfinished() == 0, 60)
    return {"per_s": (peer.drained - peer.unfinished()) / (time.monotonic() - start)}


def start(peer):
    count, warm = 300, 20
    peer.work()
    milliseconds = []
    for i in range(count + warm):
        peer.submit(i, "lat", t=time.monotonic_ns())
        _, taken = side.blpop("lat", 60)
        if i >= warm:
            milliseconds.append(float(taken))
        time.sleep(0.005)
    milliseconds.sort()
    return {"p50_ms": milliseconds[count // 2 - 1], "p99_ms": milliseconds[int(count * 0.99) - 1]}


broker.flushall()
peer = {"celery": Celery, "rq": Rq}[sys.argv[1]]()
try:
    print(json.dumps({"system": peer.name, "measure": sys.argv[2], **{"submit": submit, "drain": drain, "start": start}[sys.argv[2]](peer)}))
finally:
    for process in processes:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()
