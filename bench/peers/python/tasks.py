"""What Celery's workers run. Its defaults, apart from the steps that priorities need on Redis: a lower number goes first, one list each."""
import os
import time

import redis
from celery import Celery

PORT = int(os.environ["REDIS_PORT"])
PRIORITY = {"URGENT": 0, "HIGH": 3, "NORMAL": 6, "LOW": 9}
app = Celery("bench", broker=f"redis://127.0.0.1:{PORT}/0")
app.conf.broker_transport_options = {"priority_steps": [0, 3, 6, 9], "queue_order_strategy": "priority", "sep": ":"}
app.conf.task_ignore_result = True
app.conf.broker_pool_limit = 64
_side = redis.Redis(port=PORT, db=1)


@app.task
def noop(job):
    return None


@app.task
def lat(job):
    _side.rpush("lat", (time.monotonic_ns() - job["t"]) / 1e6)
