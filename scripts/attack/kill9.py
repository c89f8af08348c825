#!/usr/bin/env python3
"""Kills a server with SIGKILL in the middle of changes, again and again, and looks for losses.

  scripts/attack/kill9.py [--kills N] [--workers N] [--port PORT] [--seed N] [--java "JAVA ARGUMENT ..."]

Workers add, replace, edit, undo, redo and delete clusters. Each writes down what the server has
acknowledged, and the one change it is waiting for. After each kill the server is started again, and
every cluster must be as acknowledged, or as after the change that was waited for: documents byte for
byte, edits one by one; nothing half-written, nothing deleted come back, no refusal to start. Without
--java the newest target/podlane-*.jar is run. Ends with status 1 if anything was lost.
"""

import argparse
import glob
import http.client
import json
import os
import random
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

NETWORK = """apiVersion: podlane.dev/v1
kind: LinuxNetwork
metadata: {name: n%d}
spec:
  namespaces:
    a: {devices: {eth0: {peer: "b:eth0", addr: 10.0.0.1/24}}}
    b: {devices: {eth0: {addr: 10.0.0.2/24}}}
"""


class Died(Exception):
    """The server ended before it answered."""


class Client:
    """One connection for each call, so that none outlives a server."""

    def __init__(self, port):
        self.port = port

    def call(self, method, path, body=None, media=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            headers = {"Content-Type": media} if media else {}
            connection.request(method, path, body.encode() if body else None, headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        except (OSError, http.client.HTTPException) as e:
            raise Died from e
        finally:
            connection.close()


class Server:
    """The process, started anew after each kill on one data directory."""

    def __init__(self, java, port, directory):
        self.words = java + [
            f"--server.port={port}",
            f"--podlane.data-dir={directory}/data",
            "--podlane.store.max-clusters=100000",
            "--podlane.store.file.erase-after=1s",
            "--podlane.store.file.slack=2MB",
        ]
        self.log = open(f"{directory}/log", "ab")
        self.client = Client(port)
        self.process = None

    def start(self):
        self.process = subprocess.Popen(self.words, stdout=self.log, stderr=self.log)
        while self.process.poll() is None:
            try:
                if self.client.call("GET", "/actuator/health/readiness")[0] == 200:
                    return
            except Died:
                time.sleep(0.1)
        raise SystemExit(f"the server did not start; see {self.log.name}")

    def kill(self):
        os.kill(self.process.pid, signal.SIGKILL)
        self.process.wait()


class Worker(threading.Thread):
    """Changes clusters of its own until the server dies.

    known: id -> (documents, edits), as acknowledged; None once deleted.
    waiting: what may have been done besides: (id or None, state after it).
    """

    def __init__(self, number, client, seed):
        super().__init__(daemon=True)
        self.number, self.client = number, client
        self.random = random.Random(f"{seed}-{number}")
        self.known, self.undone, self.waiting = {}, {}, None
        self.counts, self.count, self.refused = {}, 0, []

    def run(self):
        try:
            while True:
                self.step()
        except Died:
            pass

    def step(self):
        mine = [i for i, state in self.known.items() if state is not None]
        kinds = ["replace", "replace", "edit", "edit", "edit", "undo", "redo", "delete", "add"]
        kind = self.random.choice(kinds) if mine else "add"
        cluster = self.random.choice(mine) if mine and kind != "add" else None
        if kind == "undo" and not self.known[cluster][1]:
            kind = "edit"
        if kind == "redo" and not self.undone.get(cluster):
            kind = "edit"
        self.count += 1
        self.counts[kind] = self.counts.get(kind, 0) + getattr(self, kind)(cluster)
        self.waiting = None

    def done(self, answer, *wanted):
        if answer[0] in wanted:
            return True
        self.refused.append((answer[0], answer[1][:200]))
        return False

    def documents(self):
        number = self.number * 1_000_000 + self.count
        comment = f"# {number} " + "y" * 70 + "\n"
        return NETWORK % number + comment * self.random.choice([1, 5, 60, 60, 6000, 30000])

    def add(self, _):
        text = self.documents()
        self.waiting = (None, (text, []))
        answer = self.client.call(
            "POST", f"/api/clusters?name=w{self.number}", text, "application/yaml")
        if not self.done(answer, 201):
            return 0
        self.known[json.loads(answer[1])["id"]] = (text, [])
        return 1

    def replace(self, cluster):
        text = self.documents()
        return self.change(
            cluster, (text, []), [], "PUT", f"/api/clusters/{cluster}", text, "application/yaml")

    def edit(self, cluster):
        text, edits = self.known[cluster]
        command = f"ip route add 20.{self.count >> 8 & 255}.{self.count & 255}.0/24 via 10.0.0.2"
        if command in edits:
            return 0
        body = json.dumps({"namespace": "a", "command": command})
        return self.change(cluster, (text, edits + [command]), [], "POST",
                           f"/api/clusters/{cluster}/console", body, "application/json")

    def undo(self, cluster):
        text, edits = self.known[cluster]
        again = [edits[-1]] + self.undone.get(cluster, [])
        return self.change(cluster, (text, edits[:-1]), again, "DELETE",
                           f"/api/clusters/{cluster}/edits/last")

    def redo(self, cluster):
        text, edits = self.known[cluster]
        again = self.undone[cluster]
        return self.change(cluster, (text, edits + again[:1]), again[1:], "POST",
                           f"/api/clusters/{cluster}/edits/redo")

    def delete(self, cluster):
        return self.change(cluster, None, [], "DELETE", f"/api/clusters/{cluster}")

    def change(self, cluster, after, again, *call):
        self.waiting = (cluster, after)
        if not self.done(self.client.call(*call), 200, 204):
            return 0
        self.known[cluster], self.undone[cluster] = after, again
        return 1


def let_run(workers, chance):
    """Waits for some changes, more or fewer each time, and for a moment within the next ones."""
    wanted, until = chance.randint(1, 40), time.time() + 30
    while sum(sum(w.counts.values()) for w in workers) < wanted and time.time() < until:
        time.sleep(0.01)
    time.sleep(chance.uniform(0, 0.3))


def state(client, cluster):
    """What the server has: documents and edits; None if there is no such cluster."""
    status, text = client.call("GET", f"/api/clusters/{cluster}/manifests")
    if status == 404:
        return None
    edits = json.loads(client.call("GET", f"/api/clusters/{cluster}/edits")[1])["edits"]
    return text, [edit.get("command") or edit["commands"][0] for edit in edits]


def check(client, workers, found):
    """Compares everything; what was waited for counts as done if it is there."""
    listed = {c["id"] for c in json.loads(client.call("GET", "/api/clusters")[1])["clusters"]
              if not c["sample"]}
    claimed = set()
    for worker in workers:
        for cluster, wanted in list(worker.known.items()):
            is_now = state(client, cluster)
            found["checked"] += 1
            waiting = worker.waiting
            if is_now != wanted and waiting and waiting[0] == cluster and is_now == waiting[1]:
                worker.known[cluster], worker.undone[cluster] = is_now, []
                found["done without an answer"] += 1
            elif is_now != wanted:
                found["lost"].append((cluster, short(wanted), short(is_now)))
            if is_now is None:
                worker.known.pop(cluster)
                if cluster in listed:
                    found["lost"].append((cluster, "deleted", "listed"))
            elif cluster not in listed:
                found["lost"].append((cluster, "there", "not listed"))
            claimed.add(cluster)
    for cluster in listed - claimed:
        is_now = state(client, cluster)
        owner = [w for w in workers if w.waiting and w.waiting[0] is None and w.waiting[1] == is_now]
        if not owner:
            found["lost"].append((cluster, "nobody's", short(is_now)))
            continue
        owner[0].known[cluster] = is_now
        found["done without an answer"] += 1


def short(what):
    return what and (what[0][:40] + f"… {len(what[0])} characters", what[1])


def arguments():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--workers", type=int, default=4)
    parser.add_argument("--port", type=int, default=18094)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--java", help="what runs the server instead of the newest jar")
    return parser.parse_args()


def main():
    asked = arguments()
    jars = sorted(glob.glob("target/podlane-*.jar"), key=os.path.getmtime)
    java = shlex.split(asked.java) if asked.java else ["java", "-Xmx512m", "-jar", jars[-1]]
    directory = tempfile.mkdtemp(prefix="podlane-kill9-")
    server = Server(java, asked.port, directory)
    chance = random.Random(asked.seed)
    found = {"checked": 0, "done without an answer": 0, "lost": []}
    workers = [Worker(n, server.client, asked.seed) for n in range(asked.workers)]
    counts, refused, began = {}, [], time.time()
    server.start()
    for kill in range(1, asked.kills + 1):
        for worker in workers:
            worker.start()
        let_run(workers, chance)
        server.kill()
        for worker in workers:
            worker.join()
        server.start()
        check(server.client, workers, found)
        for worker in workers:
            refused += worker.refused
            for kind, count in worker.counts.items():
                counts[kind] = counts.get(kind, 0) + count
        workers = [heir(w, server.client, asked.seed + kill) for w in workers]
        size = os.path.getsize(f"{directory}/data/podlane.mv.db")
        print(f"{kill} kills, {sum(counts.values())} acknowledged, {found['checked']} checked,"
              f" {len(found['lost'])} lost, file {size >> 10} KB, {time.time() - began:.0f} s",
              flush=True)
    server.kill()
    print("acknowledged", counts, "done without an answer", found["done without an answer"])
    for answer in refused[:5]:
        print("refused", *answer)
    for loss in found["lost"][:20]:
        print("LOST", *loss)
    if not found["lost"]:
        shutil.rmtree(directory)
    sys.exit(1 if found["lost"] or not counts else 0)


def heir(worker, client, seed):
    """Goes on with the clusters of a worker; of many only some, so that checks stay short."""
    after = Worker(worker.number, client, f"{seed}")
    for cluster in list(worker.known)[:-8]:
        client.call("DELETE", f"/api/clusters/{cluster}")
        worker.known.pop(cluster)
    after.known = dict(worker.known)
    return after


if __name__ == "__main__":
    main()
