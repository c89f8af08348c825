#!/usr/bin/env python3
"""Documents that are large, costly or repeated: read, or refused where memory does not reach.

  PORT=8080 SERVER_PID=123 scripts/attack/big.py

With SERVER_PID an import may take 0.3 s of processor time and 0.3 s for each megabyte.
"""

import threading

from client import JSON, NAMESPACE, POD, YAML, add, call, check, cpu, delete, done, flag, PID

MEGABYTE = 1 << 20
SAID = [201, 400, 413]

DOCUMENTS = {
    "64 MB of comments": ("#" + ("x" * 99 + "\n#") * 640_000 + "\n" + NAMESPACE, YAML),
    "200 MB of comments": ("#" + ("x" * 99 + "\n#") * 2_000_000 + "\n" + NAMESPACE, YAML),
    "150,000 pods": ("---\n".join(POD % f"p{i}" for i in range(150_000)), YAML),
    "4 million JSON objects": ('{"a":[' + ",".join(["{}"] * 3_900_000) + "]}", JSON),
    "250,000 documents": ("a: 1\n---\n" * 250_000, YAML),
    "a line of 3 MB": (NAMESPACE + "x: " + "y" * 3_100_000 + "\n", YAML),
    "a quoted line of 30 MB": (NAMESPACE + 'x: "' + "y " * 15_000_000 + '"\n', YAML),
    "10 MB of short lists": ("a: [" + "[]," * 3_500_000 + "]", YAML),
}


def each(name, text, media):
    before = cpu()
    answer, cluster = add(text, media=media, timeout=300)
    used = cpu() - before
    check(name, answer, SAID, 300)
    allowed = 0.3 + 0.3 * len(text) / MEGABYTE
    print(f"   {name}: {answer.status}, {answer.seconds:.1f} s, {used:.1f} s of processor", flush=True)
    if PID and used > allowed + 0.5:
        flag(name, f"{used:.1f} s of processor, {allowed:.1f} s are allowed")
    if cluster:
        check("GET " + name, call("GET", "/api/clusters/" + cluster, timeout=120), SAID, 60)
        delete(cluster)
    check("others after " + name, call("GET", "/api/clusters/article/topology"), [200])


def together():
    """Several large uploads at once, and one cluster opened by many at once."""
    text, media = DOCUMENTS["64 MB of comments"]
    answers = []
    threads = [
        threading.Thread(target=lambda: answers.append(add(text, media=media, timeout=300)))
        for _ in range(4)]
    for thread in threads:
        thread.start()
    check("health meanwhile", call("GET", "/actuator/health"), [200])
    for thread in threads:
        thread.join()
    for answer, cluster in answers:
        check("one of four", answer, SAID + [503, 507], 300)
        if cluster:
            delete(cluster)

    answer, cluster = add(DOCUMENTS["a line of 3 MB"][0])
    check("a line of 3 MB", answer, SAID)
    if cluster:
        for _ in range(20):
            other = add(NAMESPACE)[1]
            if other:
                delete(other)
        opened = []
        threads = [
            threading.Thread(target=lambda: opened.append(call("GET", "/api/clusters/" + cluster)))
            for _ in range(12)]
        for thread in threads:
            thread.start()
        check("a drawing meanwhile", call("GET", "/api/clusters/article/topology"), [200])
        for thread in threads:
            thread.join()
        for answer in opened:
            check("one of twelve", answer, [200], 20)
        delete(cluster)


if __name__ == "__main__":
    for name, (text, media) in DOCUMENTS.items():
        each(name, text, media)
    together()
    check("alive", call("GET", "/actuator/health"), [200])
    done("big")
