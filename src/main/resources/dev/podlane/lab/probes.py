"""Sends probes between network namespaces and prints what every device saw of them.

The argument is the prefix of the namespaces' names; standard input holds a JSON list a line:
    ["namespace", number, label]
    ["listen", number, "tcp" or "udp", address, port, name]
    ["probe", {...}]
What is printed is a word, and what belongs to it, separated by tabs.
"""


import json
import os
import select
import shlex
import sys
import time

DF = {"dont": 0, "want": 1, "do": 2, "probe": 3}
QUIET, LONGEST = 0.004, 0.2
CONTROLS = {code: "\\u%04x" % code for code in [*range(32), *range(127, 160)]}


def told(*words):
    text = "\t".join(str(word).translate(CONTROLS) for word in words)
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()


def data(size):
    """What ping sends: of nothing but zeros, part of a message would have its checksum."""
    return bytes(at & 0xFF for at in range(size))


class Lab:
    def __init__(self, prefix):
        self.prefix, self.places, self.servers, self.marks = prefix, {}, [], set()

    def prepare(self, sock, probe):
        for option, value in (
            (IP_RECVERR, 1),
            (IP_RECVTTL, 1),
            (socket.IP_TTL, probe["ttl"]),
            (IP_MTU_DISCOVER, DF[probe["df"]]),
        ):
            sock.setsockopt(socket.IPPROTO_IP, option, value)
        sock.setblocking(False)
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind((probe["source"] or "", probe["mark"]))

    def send(self, sock, probe):
        """Sends; returns what the calls failed with."""
        try:
            self.prepare(sock, probe)
            number = sock.connect_ex((probe["destination"], probe["port"]))
            if number not in (0, errno.EINPROGRESS):
                return failed("local_error", number)
            if probe["protocol"] == "icmp":
                sock.send(struct.pack("!BBHHH", 8, 0, 0, 0, 1) + data(probe["size"]))
            elif probe["protocol"] == "udp":
                sock.send(data(probe["size"]))
        except OSError as refused:
            return failed("local_error", refused.errno)
        return None

    def answer(self, sock, probe):
        """The outcome once the socket has something to say, none if it does not say it yet."""
        found = error_of(sock)
        if found:
            return icmp_error(*found)
        if probe["protocol"] == "tcp":
            connected = is_connected(sock)
            number = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
            if number and not connected:
                refused = number == errno.ECONNREFUSED
                return failed("refused" if refused else "local_error", number)
            return {"result": "delivered"}
        try:
            _, control, _, sender = sock.recvmsg(70000, 256, socket.MSG_DONTWAIT)
        except OSError:
            return None
        if probe["protocol"] == "udp":
            return {"result": "delivered"}
        ttl = [struct.unpack("i", data)[0] for _, kind, data in control if kind == socket.IP_TTL]
        return {"result": "delivered", "reply_from": sender[0], "reply_ttl": str(ttl[0])}

    def wait(self, sock, probe):
        """The outcome of what was sent."""
        poll = select.poll()
        poll.register(sock, select.POLLOUT if probe["protocol"] == "tcp" else select.POLLIN)
        by_number = {server.socket.fileno(): server for server in self.servers}
        for number in by_number:
            poll.register(number, select.POLLIN)
        deadline, found = time.monotonic() + probe["timeout"] / 1000, None
        while True:
            left = deadline - time.monotonic()
            ready = [number for number, _ in poll.poll(left * 1000)] if left > 0 else []
            if not ready:
                return {**(found or {"result": "timeout"}), **(self.served(None) if found else {})}
            for number in ready:
                if number in by_number:
                    by_number[number].serve()
            if not found and sock.fileno() in ready:
                found = self.answer(sock, probe)
                if found:
                    # The ACK of a handshake may still be on its way to the server.
                    deadline = time.monotonic() + LONGEST
                    poll.unregister(sock)
            if found and (found["result"] != "delivered" or probe["protocol"] == "icmp"):
                return found
            if found and probe["exchange"]:
                end = time.monotonic() + probe["timeout"] / 1000
                found = exchange(sock, self.servers, probe["exchange"], end)
                return {**found, **self.served(probe["mark"])}
            if found and self.served(probe["mark"]):
                return {**found, **self.served(probe["mark"])}

    def served(self, mark):
        """What a server saw of the client with that port, or of any."""
        for server in self.servers:
            for port, seen in server.served.items():
                if mark in (port, None):
                    return seen
        return {}

    def ask(self, probe):
        enter(self.places[probe["namespace"]].name)
        kinds = {
            "icmp": (socket.SOCK_DGRAM, socket.IPPROTO_ICMP),
            "tcp": (socket.SOCK_STREAM, 0),
            "udp": (socket.SOCK_DGRAM, 0),
        }
        with socket.socket(socket.AF_INET, *kinds[probe["protocol"]]) as sock:
            found = self.send(sock, probe) or self.wait(sock, probe)
            frames = self.settle()
            if probe["protocol"] == "tcp":
                leave(sock, found["result"] == "delivered" and "rst" in (probe["exchange"] or []))
        for server in self.servers:
            server.hang_up()
        return found, frames

    def settle(self):
        """All frames, once nothing has passed for a while."""
        frames, deadline = [], time.monotonic() + LONGEST
        while True:
            time.sleep(QUIET)
            more = [one for place in self.places.values() for one in place.tap.drain(place)]
            frames += more
            if not more or time.monotonic() > deadline:
                return sorted(frames, key=lambda one: one[0])

    def forget(self):
        for server in self.servers:
            server.forget()
        pending = False
        while any([place.forget() for place in self.places.values()]):
            pending = True
            self.settle()
        if pending:
            # Errors about what waited, and redirects of these, count against each host's rate.
            time.sleep(1.1)

    def command(self, number, line):
        """One of the commands known to be harmless; there is no shell."""
        place, words = self.places[number], shlex.split(line)
        names = {each.label: each.name for each in self.places.values()}
        while words[:3] == ["ip", "netns", "exec"]:
            place = next(each for each in self.places.values() if each.label == words[3])
            words = words[4:]
        if words[1:2] in (["-n"], ["-netns"]):
            words[2] = names[words[2]]
        enter(place.name)
        done = subprocess.run(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        told("command", place.label, line, done.returncode, done.stdout.strip())

    def probe(self, probe):
        for command in probe["before"]:
            self.command(*command)
        if probe["cold"]:
            self.forget()
        self.settle()
        for server in self.servers:
            server.served.clear()
            server.asked = probe["exchange"]
        self.marks.add(probe["mark"])
        sent = int(time.monotonic() * 1000)
        found, frames = self.ask(probe)
        lines = paths(frames, probe["mark"], self.marks, probe["vxlan"])
        told("probe", probe["title"], sent)
        for key, value in found.items():
            told("outcome", key, value)
        for flow, line in lines.items():
            told("path", flow, line)
        for command in probe["after"]:
            self.command(*command)

    def listen(self, number, *socket_words):
        try:
            self.servers.append(Server(self.places[number], *socket_words))
        except OSError as refused:
            name = errno.errorcode.get(refused.errno, str(refused.errno))
            told("listen", self.places[number].label, *socket_words, name)


def main():
    lab = Lab(sys.argv[1])
    for line in sys.stdin:
        word, *rest = json.loads(line)
        if word == "namespace":
            lab.places[rest[0]] = Namespace(lab.prefix, *rest)
        elif word == "listen":
            lab.listen(*rest)
        elif word == "probe":
            lab.probe(rest[0])
    for place in lab.places.values() if os.environ.get("PODLANE_KEEP") else ():
        told("kept", place.name, place.label)


main()
