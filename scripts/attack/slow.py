#!/usr/bin/env python3
"""Clients that are slow or many: whatever 250 of them do, others are answered promptly.

  PORT=8080 scripts/attack/slow.py
"""

import socket
import threading
import time

from client import HOST, JSON, NAMESPACE, PORT, PROBE, add, call, check, counted, delete, done, flag

MANY = 250
PROMPT = 5.0
HEAD = "Host: localhost\r\nContent-Type: "
HALF = (f"POST /api/clusters/article/traces HTTP/1.1\r\n{HEAD}{JSON}\r\n"
        "Content-Length: 1000\r\n\r\n{").encode()
CHUNK = b"1\r\n#\r\n"
UPLOAD = (f"POST /api/clusters HTTP/1.1\r\n{HEAD}application/yaml\r\n"
          "Transfer-Encoding: chunked\r\n\r\n").encode() + CHUNK
FORM = (f"POST / HTTP/1.1\r\n{HEAD}application/x-www-form-urlencoded\r\n"
        "Content-Length: 1000\r\n\r\na=").encode()
HEADERS = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-A: "
OTHER = '{"from":"node-01","to":"node-02"}'
LARGE = b"GET /api/clusters/twenty-nodes/topology HTTP/1.1\r\nHost: localhost\r\n\r\n"
WALK = (f"POST /api/clusters/article/traces HTTP/1.1\r\n{HEAD}{JSON}\r\n"
        f"Content-Length: {len(PROBE)}\r\n\r\n{PROBE}").encode()


def others(what):
    """What somebody else asks meanwhile."""
    check(what + ": health", call("GET", "/actuator/health"), [200], PROMPT)
    check(what + ": a drawing", call("GET", "/api/clusters/article/topology"), [200], PROMPT)
    check(what + ": a page", call("GET", "/"), [200], PROMPT)
    check(what + ": a walk", call("POST", "/api/clusters/twenty-nodes/traces", OTHER, JSON), [200], PROMPT)
    answer, cluster = add(NAMESPACE)
    check(what + ": an upload", answer, [201], PROMPT)
    if cluster:
        check(what + ": a deletion", delete(cluster), [204], PROMPT)


def crowd(what, first, more=None):
    """Opens many connections, asks as somebody else, lets bytes drip, and asks again."""
    opened = []
    try:
        for _ in range(MANY):
            each = socket.create_connection((HOST, PORT), timeout=10)
            each.sendall(first)
            opened.append(each)
        others(f"{MANY} {what}")
        for _ in range(3 if more else 0):
            for each in opened:
                try:
                    each.sendall(more)
                except OSError:
                    pass
            others(f"{MANY} {what}, dripping")
    except OSError as e:
        flag(what, f"{len(opened)} connections, then {e}")
    finally:
        for each in opened:
            each.close()
    others(f"after {MANY} {what}")


def cut(what, first, more):
    """A client that drips is answered by 408 in a bounded time."""
    with socket.create_connection((HOST, PORT), timeout=10) as opened:
        opened.sendall(first)
        opened.settimeout(1)
        started, answer = time.monotonic(), b""
        while not answer and time.monotonic() - started < 60:
            try:
                answer = opened.recv(4096)
                if not answer:
                    break
            except TimeoutError:
                try:
                    opened.sendall(more)
                except OSError:
                    break
        counted[408] = counted.get(408, 0) + 1
        if not answer.startswith(b"HTTP/1.1 408"):
            flag(what, f"{answer[:40]!r} after {time.monotonic() - started:.0f} s")


def hang_ups():
    """Clients that leave at once, in the middle of whatever they asked for."""
    for first in (LARGE, WALK, HALF, UPLOAD):
        for _ in range(MANY):
            try:
                with socket.create_connection((HOST, PORT), timeout=10) as opened:
                    opened.sendall(first)
            except OSError as e:
                flag("hang-up", str(e))
    others("after clients have left")


def crush():
    """As many honest clients at once: each is answered, if only by being told to come back."""
    def one(i):
        answer = call("GET", f"/api/clusters/{'twenty-nodes' if i % 2 else 'article'}/topology", timeout=90)
        check("one of many", answer, [200, 503], 60)

    threads = [threading.Thread(target=one, args=(i,)) for i in range(MANY)]
    for each in threads:
        each.start()
    check("health in a crush", call("GET", "/actuator/health"), [200], PROMPT)
    for each in threads:
        each.join()


if __name__ == "__main__":
    others("before")
    crowd("half headers", HEADERS, b"x")
    crowd("half JSON bodies", HALF, b" ")
    crowd("half uploads", UPLOAD, CHUNK)
    crowd("half forms", FORM, b"x")
    crowd("unread drawings", LARGE)
    crowd("unread walks", WALK)
    cut("a dripping probe", HALF, b" ")
    cut("a dripping upload", UPLOAD, CHUNK)
    hang_ups()
    crush()
    done("slow")
