"""What the attack scripts share: a client that survives any answer, and the list of what is wrong.

Everything goes to 127.0.0.1 and nowhere else. PORT is the server's port, SERVER_PID its process, if
its processor time is to be looked at. Each script ends with status 1 if anything was flagged.
"""

import http.client
import os
import socket
import sys
import time

HOST = "127.0.0.1"
PORT = int(os.environ.get("PORT", "8080"))
PID = os.environ.get("SERVER_PID")
YAML = "application/yaml"
JSON = "application/json"
POD = "apiVersion: v1\nkind: Pod\nmetadata: {name: %s}\nspec: {containers: [{name: c, image: i}]}\n"
NAMESPACE = "apiVersion: v1\nkind: Namespace\nmetadata: {name: a}\n"
PROBE = '{"from":"web-1","to":"10.0.2.2"}'

# What no answer to a wrong request may name.
INSIDE = [b"dev.podlane.", b"java.", b"jackson", b"org.spring", b"org.h2", b"Exception", b"\tat "]

# Whether slowness is measured by the server's processor time, for scripts that send one request at a time.
by_processor = False

flagged = []
counted = {}


class Answer:
    """Status (0 without an answer), body, headers in lower case, seconds by clock and by processor."""

    def __init__(self, status, body, headers, seconds, processor, why=""):
        self.status, self.body, self.headers = status, body, headers
        self.seconds, self.processor, self.why = seconds, processor, why

    def text(self):
        return self.body[:200].decode("utf-8", "replace").replace("\n", " ")


def call(method, path, body=None, media=None, headers=None, timeout=60):
    """Sends one request whose path and headers are taken as they are."""
    started, used = time.monotonic(), cpu()
    data = body.encode("utf-8", "surrogatepass") if isinstance(body, str) else body
    connection = http.client.HTTPConnection(HOST, PORT, timeout=timeout)
    connection._validate_path = lambda path: None  # hostile addresses are sent, not refused here
    try:
        connection.putrequest(method, path, skip_accept_encoding=True)
        if media is not None:
            connection.putheader("Content-Type", media)
        if data is not None and "Transfer-Encoding" not in (headers or {}):
            connection.putheader("Content-Length", str(len(data)))
        for name, value in (headers or {}).items():
            connection.putheader(name, value)
        connection.endheaders(data)
        answer = connection.getresponse()
        found = {name.lower(): value for name, value in answer.getheaders()}
        return Answer(answer.status, answer.read(), found, time.monotonic() - started, cpu() - used)
    except (OSError, http.client.HTTPException, ValueError) as e:
        return Answer(0, b"", {}, time.monotonic() - started, cpu() - used, repr(e)[:100])
    finally:
        connection.close()


def raw(data, timeout=10):
    """All that is answered to these bytes before the connection ends."""
    out = b""
    with socket.create_connection((HOST, PORT), timeout=timeout) as opened:
        try:
            opened.sendall(data)
            while len(out) < 200_000:
                part = opened.recv(65536)
                if not part:
                    break
                out += part
        except OSError:
            pass
    return out


def add(text, name="x", media=YAML, timeout=90):
    """A new cluster: the answer, and its id if there is one."""
    answer = call("POST", "/api/clusters?name=" + name, text, media, timeout=timeout)
    location = answer.headers.get("location", "")
    return answer, location.rsplit("/", 1)[-1] if answer.status == 201 else None


def delete(cluster):
    return call("DELETE", "/api/clusters/" + cluster)


def flag(name, what):
    flagged.append((name, what))
    print(f"!! {name[:90]}: {what}", flush=True)


def check(name, answer, allowed=None, slowest=5.0):
    """Flags what no answer may be: missing, a 5xx, slow, or one that names the inside."""
    counted[answer.status] = counted.get(answer.status, 0) + 1
    if answer.status == 0:
        flag(name, "no answer: " + answer.why)
    elif answer.status >= 500 and answer.status not in (allowed or []):
        flag(name, f"{answer.status} {answer.text()}")
    elif allowed is not None and answer.status not in allowed:
        flag(name, f"{answer.status}, not one of {allowed}: {answer.text()}")
    if answer.status >= 400:
        named = [word.decode() for word in INSIDE if word in answer.body]
        if named:
            flag(name, f"names {named}: {answer.text()}")
        if answer.status in (429, 503) and "retry-after" not in answer.headers:
            flag(name, f"{answer.status} without Retry-After")
    took = answer.processor if by_processor and PID else answer.seconds
    if took > slowest:
        flag(name, f"took {took:.1f} s")
    return answer


def cpu():
    """Processor seconds the server has used, 0 if it is not known which process it is."""
    if not PID:
        return 0.0
    with open(f"/proc/{PID}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def done(title):
    """Prints the sum, and ends the script."""
    total = sum(counted.values())
    print(f"== {title}: {total} requests, {len(flagged)} flagged, statuses {dict(sorted(counted.items()))}")
    sys.exit(1 if flagged else 0)
