"""Namespaces to work in: a tap on each, and what it takes to make one forget."""

import ctypes
import fcntl
import select
import socket
import struct
import time

ETH_P_ALL, OTHERHOST, OUTGOING = 3, 3, 4
SO_TIMESTAMPNS, SO_RCVBUFFORCE = 35, 33
CLONE_NEWNET = 0x40000000
libc = ctypes.CDLL(None, use_errno=True)


def enter(name):
    with open("/run/netns/" + name) as namespace:
        if libc.setns(namespace.fileno(), CLONE_NEWNET) != 0:
            raise OSError(ctypes.get_errno(), "setns " + name)


def write(path, text):
    try:
        with open("/proc/sys/net/" + path, "w") as file:
            file.write(text)
    except OSError:
        pass


class Netlink:
    """As much of rtnetlink and ctnetlink as forgetting needs."""

    def __init__(self, family):
        self.socket = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, family)

    def ask(self, kind, flags, body):
        """Sends a request and reads all of its answer."""
        head = struct.pack("IHHII", 16 + len(body), kind, flags, 1, 0)
        self.socket.send(head + body)
        answers = []
        while True:
            data = self.socket.recv(1 << 20)
            while len(data) >= 16:
                length, kind = struct.unpack("IH", data[:6])
                if kind in (2, 3):
                    return answers
                answers.append(data[16:length])
                data = data[(length + 3) & ~3 :]


def attributes(data):
    """Attributes of a message as they stand, by their numbers."""
    found = {}
    while len(data) >= 4:
        length, kind = struct.unpack("HH", data[:4])
        if length < 4:
            break
        found[kind] = data[: (length + 3) & ~3]
        data = data[(length + 3) & ~3 :]
    return found


class Namespace:
    """One namespace, with a tap that sees every frame of every device in it, in order."""

    def __init__(self, prefix, number, label):
        self.name, self.label = "%s-%d" % (prefix, number), label
        enter(self.name)
        write("ipv4/ping_group_range", "0 0")
        self.tap = Tap()
        self.route, self.netfilter = Netlink(0), Netlink(12)

    def neighbours(self, family, keep, keys):
        """Deletes neighbours or forwarding entries that were learned; tells if one was pending."""
        pending = False
        for entry in self.route.ask(30, 0x301, struct.pack("B3xiHBB", family, 0, 0, 0, 0)):
            index, state, flags = struct.unpack("iHB", entry[4:11])
            if state & keep:
                continue
            pending = pending or bool(state & 0x01)
            own = attributes(entry[12:])
            where = flags if family == socket.AF_INET else 0x04 if 9 in own else 0x02
            body = struct.pack("B3xiHBB", family, index, state, where, 0)
            self.route.ask(29, 0x5, body + b"".join(own[key] for key in keys if key in own))
        return pending

    def forget(self):
        enter(self.name)
        pending = self.neighbours(socket.AF_INET, 0xC0, (1,))
        self.neighbours(7, 0xC0, (2, 5, 3, 7))
        self.netfilter.ask(0x102, 0x5, struct.pack("BBH", 0, 0, 0))
        write("ipv4/route/flush", "1")
        return pending


class Tap:
    def __init__(self):
        kind = socket.SOCK_RAW | socket.SOCK_NONBLOCK
        self.socket = socket.socket(socket.AF_PACKET, kind, socket.htons(ETH_P_ALL))
        self.socket.setsockopt(socket.SOL_SOCKET, SO_RCVBUFFORCE, 1 << 25)
        self.socket.setsockopt(socket.SOL_SOCKET, SO_TIMESTAMPNS, 1)

    def drain(self, label):
        seen = []
        while True:
            try:
                frame, control, _, address = self.socket.recvmsg(70000, 256)
            except BlockingIOError:
                return seen
            stamp = 0
            for level, kind, data in control:
                if level == socket.SOL_SOCKET and kind == SO_TIMESTAMPNS:
                    seconds, nanos = struct.unpack("qq", data)
                    stamp = seconds * 10**9 + nanos
            seen.append((stamp, label, address[0], address[2], frame))


def stamped():
    """Waits until the kernel stamps frames as they pass, which it starts doing a little late."""
    if libc.unshare(CLONE_NEWNET) != 0:
        raise OSError(ctypes.get_errno(), "unshare")
    tap, sender = Tap(), socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    fcntl.ioctl(sender, 0x8914, struct.pack("16sh14x", b"lo", 1))
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        sender.sendto(b"", ("127.0.0.1", 9))
        select.select([tap.socket], [], [], 1)
        sent = time.time_ns()
        seen = tap.drain("")
        if seen and all(0 < one[0] < sent for one in seen):
            return tap
    raise RuntimeError("frames are not stamped")
