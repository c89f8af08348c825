"""Runs probes between network namespaces and prints what every device saw of them.

The plan on standard input, fields separated by tabs:
    ns      <name in /run/netns>  <label>
    listen  <label>  tcp|udp  <address>  <port>
    probe   <label>  icmp|tcp|udp  <destination>  <port>  <source port>  <ttl>  <timeout in ms>
For each probe four lines are printed: outcome, request, reply, errors. Redirects are left out, as
their rate depends on how fast this machine is. Nothing here sleeps: every wait is for a socket.
"""

import ctypes
import errno
import os
import select
import socket
import struct
import sys
import time

ETH_P_ALL, OTHERHOST, OUTGOING = 3, 3, 4
SO_TIMESTAMPNS = 35
IP_RECVERR, IP_RECVTTL = 11, 12
SYN, RST, ACK = 2, 4, 16
libc = ctypes.CDLL(None, use_errno=True)


def enter(name):
    fd = os.open("/run/netns/" + name, os.O_RDONLY)
    try:
        if libc.setns(fd, 0x40000000) != 0:
            raise OSError(ctypes.get_errno(), "setns " + name)
    finally:
        os.close(fd)


class Tap:
    """Sees every frame of one namespace, in order."""

    def __init__(self, label):
        self.label = label
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
        self.socket.setblocking(False)
        self.socket.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)

    def drain(self):
        seen = []
        while True:
            try:
                frame, control, _, address = self.socket.recvmsg(2048, 256)
            except BlockingIOError:
                return seen
            stamp = 0
            for level, kind, data in control:
                if level == socket.SOL_SOCKET and kind == SO_TIMESTAMPNS:
                    seconds, nanos = struct.unpack("qq", data)
                    stamp = seconds * 10**9 + nanos
            if frame[12:14] == b"\x08\x00":
                seen.append((stamp, self.label, address[0], address[2], frame[14:]))


def stamped(tap):
    """Waits until the kernel stamps frames as they pass, which it starts doing a little late."""
    sender = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        sender.sendto(b"", ("127.0.0.1", 9))
        select.select([tap.socket], [], [], 1)
        sent = time.time_ns()
        seen = tap.drain()
        if seen and all(stamp and stamp < sent for stamp, *_ in seen):
            return
    raise RuntimeError("frames are not stamped")


def flow_of(packet, probe, ping):
    """Which flow of the probe a packet belongs to; none if it is not told."""
    header = (packet[0] & 15) * 4
    protocol, body = packet[9], packet[header:]
    if protocol == 1:
        if body[0] in (3, 11):
            return "errors"
        mine = len(body) >= 6 and struct.unpack("!H", body[4:6])[0] == ping
        return {8: "request", 0: "reply"}.get(body[0]) if mine else None
    source, destination = struct.unpack("!HH", body[:4])
    forth = (source, destination) == (probe["sport"], probe["port"])
    back = (destination, source) == (probe["sport"], probe["port"])
    if protocol == 17:
        return "request" if forth else "reply" if back else None
    flags = body[13]
    if forth and flags & SYN and not flags & ACK:
        return "request"
    return "reply" if back and (flags & RST or flags & SYN and flags & ACK) else None


def ends(packet):
    header = (packet[0] & 15) * 4
    source, destination = socket.inet_ntoa(packet[12:16]), socket.inet_ntoa(packet[16:20])
    if packet[9] == 1:
        error = packet[header] in (3, 11)
        text = " icmp%d/%d" % (packet[header], packet[header + 1]) if error else ""
        return "{%s>%s%s}" % (source, destination, text)
    ports = struct.unpack("!HH", packet[header : header + 4])
    return "{%s:%d>%s:%d}" % (source, ports[0], destination, ports[1])


def line(sightings):
    words, addresses = [], ""
    for _, label, device, kind, packet in sightings:
        if ends(packet) != addresses:
            addresses = ends(packet)
            words.append(addresses)
        way = ">" if kind == OUTGOING else "<"
        other = "!other" if kind == OTHERHOST else ""
        words.append("%s/%s%s%d%s" % (label, device, way, packet[8], other))
    return " ".join(words)


def error_of(sock):
    """The ICMP error queued for a socket, as (errno, type, code, from); redirects are none."""
    while True:
        try:
            _, control, _, _ = sock.recvmsg(512, 512, socket.MSG_ERRQUEUE | socket.MSG_DONTWAIT)
        except OSError:
            return None
        for level, kind, data in control:
            if level == socket.IPPROTO_IP and kind == IP_RECVERR:
                number, origin, icmp, code = struct.unpack("IBBB", data[:7])
                sender = socket.inet_ntoa(data[20:24]) if origin == 2 else "-"
                if icmp != 5:
                    return number, icmp, code, sender


def outcome(result, number=0, icmp="-", sender="-", ttl="-"):
    name = errno.errorcode.get(number, "-") if number else "-"
    return "%s %s %s %s %s" % (result, name, icmp, sender, ttl)


def answer(sock, probe):
    """The outcome once the socket has something to say, none if it does not say it yet."""
    error = error_of(sock)
    if error:
        number, icmp, code, sender = error
        result = "ttl_exceeded" if icmp == 11 else "icmp_unreachable"
        return outcome(result, number, "%d/%d" % (icmp, code), sender)
    if probe["protocol"] == "tcp":
        number = sock.getsockopt(socket.SOL_SOCKET, socket.SO_ERROR)
        if number == 0:
            return outcome("delivered")
        result = "refused" if number == errno.ECONNREFUSED else "local_error"
        return outcome(result, number)
    try:
        _, control, _, sender = sock.recvmsg(2048, 256, socket.MSG_DONTWAIT)
    except BlockingIOError:
        return None
    if probe["protocol"] == "udp":
        return outcome("delivered")
    ttl = [struct.unpack("i", data)[0] for _, kind, data in control if kind == socket.IP_TTL]
    return outcome("delivered", 0, "-", sender[0], ttl[0])


def send(sock, probe):
    """Sends; returns the errno of the call."""
    sock.setsockopt(socket.IPPROTO_IP, IP_RECVERR, 1)
    sock.setsockopt(socket.IPPROTO_IP, IP_RECVTTL, 1)
    sock.setsockopt(socket.IPPROTO_IP, socket.IP_TTL, probe["ttl"])
    sock.setblocking(False)
    if probe["protocol"] != "icmp":
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        sock.bind(("", probe["sport"]))
    number = sock.connect_ex((probe["destination"], probe["port"]))
    if number not in (0, errno.EINPROGRESS):
        return number
    try:
        if probe["protocol"] == "icmp":
            sock.send(struct.pack("!BBHHH", 8, 0, 0, 0, 1) + bytes(56))
        elif probe["protocol"] == "udp":
            sock.send(b"")
    except OSError as refused:
        return refused.errno
    return 0


def ask(probe, names, servers):
    """Runs one probe; returns its outcome and the identifier of its ping."""
    enter(names[probe["label"]])
    kinds = {
        "icmp": (socket.SOCK_DGRAM, socket.IPPROTO_ICMP),
        "tcp": (socket.SOCK_STREAM, 0),
        "udp": (socket.SOCK_DGRAM, 0),
    }
    sock = socket.socket(socket.AF_INET, *kinds[probe["protocol"]])
    number = send(sock, probe)
    if number:
        return outcome("local_error", number), 0
    ping = sock.getsockname()[1]
    poll = select.poll()
    poll.register(sock, select.POLLOUT if probe["protocol"] == "tcp" else select.POLLIN)
    for server in servers:
        poll.register(server, select.POLLIN)
    deadline = time.monotonic() + probe["timeout"] / 1000
    while True:
        left = deadline - time.monotonic()
        ready = [fd for fd, _ in poll.poll(left * 1000)] if left > 0 else []
        if not ready:
            return outcome("timeout"), ping
        for server in servers:
            if server.fileno() in ready:
                _, peer = server.recvfrom(2048)
                server.sendto(b"", peer)
        if sock.fileno() in ready:
            found = answer(sock, probe)
            if found:
                if probe["protocol"] == "tcp":
                    reset = struct.pack("ii", 1, 0)
                    sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, reset)
                sock.close()
                return found, ping


def listen(protocol, address, port):
    kind = socket.SOCK_STREAM if protocol == "tcp" else socket.SOCK_DGRAM
    sock = socket.socket(socket.AF_INET, kind)
    sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    sock.bind((address, port))
    if protocol == "tcp":
        sock.listen(16)
    return sock


def main():
    names, taps, kept, servers = {}, [], [], []
    for text in sys.stdin:
        word, *fields = text.rstrip("\n").split("\t")
        if word == "ns":
            names[fields[1]] = fields[0]
            enter(fields[0])
            taps.append(Tap(fields[1]))
            if len(taps) == 1:
                stamped(taps[0])
        elif word == "listen":
            enter(names[fields[0]])
            sock = listen(fields[1], fields[2], int(fields[3]))
            (servers if fields[1] == "udp" else kept).append(sock)
        elif word == "probe":
            keys = ("port", "sport", "ttl", "timeout")
            probe = dict(zip(("label", "protocol", "destination"), fields))
            probe.update(zip(keys, map(int, fields[3:])))
            for tap in taps:
                tap.drain()
            told, ping = ask(probe, names, servers)
            # What the answer depends on has passed every tap by now; the stamps are of one clock.
            seen = sorted((one for tap in taps for one in tap.drain()), key=lambda one: one[0])
            print("outcome", told)
            flows = {"request": [], "reply": [], "errors": []}
            for one in seen:
                flow = flow_of(one[4], probe, ping)
                if flow:
                    flows[flow].append(one)
            for flow, sightings in flows.items():
                print(flow, line(sightings))


main()
