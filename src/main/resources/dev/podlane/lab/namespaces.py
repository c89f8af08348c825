"""Namespaces to work in: a tap on each, and what it takes to make one forget."""

import ctypes
import fcntl
import mmap
import shutil
import socket
import struct
import subprocess

ETH_P_ALL, OTHERHOST, OUTGOING = 3, 3, 4
CLONE_NEWNET = 0x40000000
HUSH = (
    "add table ip podlane_hush; add chain ip podlane_hush output "
    "{ type filter hook output priority -1000; policy drop; }"
)
SIOCETHTOOL, ETHTOOL_STSO = 0x8946, 0x1F
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


def unsegmented():
    """Has devices pass no data longer than their MTU on to each other (ethtool -K DEV tso off).

    A veth hands many segments on as one, past the MTU of the device it comes in by; a wire does not.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as control:
        for _, device in socket.if_nameindex():
            value = ctypes.create_string_buffer(struct.pack("II", ETHTOOL_STSO, 0))
            request = struct.pack("16sQ8x", device.encode(), ctypes.addressof(value))
            try:
                fcntl.ioctl(control, SIOCETHTOOL, request)
            except OSError:
                pass


def hush(command):
    """Keeps errors about what waited from this host's rules, whose limits they would use up."""
    if shutil.which("nft"):
        subprocess.run(["nft", command], check=False)


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
        unsegmented()
        self.tap = Tap()
        self.route, self.netfilter = Netlink(0), Netlink(12)

    def learned(self, family, keep):
        """Neighbours or forwarding entries that were learned."""
        entries = self.route.ask(30, 0x301, struct.pack("B3xiHBB", family, 0, 0, 0, 0))
        return [each for each in entries if not struct.unpack("H", each[8:10])[0] & keep]

    def delete(self, family, entries, keys):
        for entry in entries:
            index, state, flags = struct.unpack("iHB", entry[4:11])
            own = attributes(entry[12:])
            where = flags if family == socket.AF_INET else 0x04 if 9 in own else 0x02
            body = struct.pack("B3xiHBB", family, index, state, where, 0)
            self.route.ask(29, 0x5, body + b"".join(own[key] for key in keys if key in own))

    def forget(self):
        """Empties what was learned; tells if a packet waited for a neighbour."""
        enter(self.name)
        neighbours = self.learned(socket.AF_INET, 0xC0)
        pending = any(struct.unpack("H", each[8:10])[0] & 0x01 for each in neighbours)
        if pending:
            hush(HUSH)
        self.delete(socket.AF_INET, neighbours, (1,))
        if pending:
            hush("delete table ip podlane_hush")
        self.delete(7, self.learned(7, 0xC0), (2, 5, 3, 7))
        self.netfilter.ask(0x102, 0x5, struct.pack("BBH", 0, 0, 0))
        write("ipv4/route/flush", "1")
        return pending


class Tap:
    """Sees every frame of every device of the namespace entered, in order.

    Frames are copied into a ring as they pass. The queue of a plain socket would share their data
    with the kernel, which writes into fragments that it has put together and cuts again.
    """

    VERSION, RING, PACKET = 10, 5, 263
    BLOCK, BLOCKS, FRAME = 1 << 16, 32, 2048

    def __init__(self):
        self.socket = socket.socket(socket.AF_PACKET, socket.SOCK_RAW, socket.htons(ETH_P_ALL))
        self.socket.setsockopt(self.PACKET, self.VERSION, 1)
        self.frames, self.at, self.devices = self.BLOCK * self.BLOCKS // self.FRAME, 0, {}
        layout = struct.pack("IIII", self.BLOCK, self.BLOCKS, self.FRAME, self.frames)
        self.socket.setsockopt(self.PACKET, self.RING, layout)
        self.ring = mmap.mmap(self.socket.fileno(), self.BLOCK * self.BLOCKS)

    def drain(self, place):
        seen = []
        while True:
            start = self.at * self.FRAME
            status, _, length, mac, _, seconds, nanos = struct.unpack_from(
                "IIIHHII", self.ring, start
            )
            if not status & 1:
                return seen
            index, _, kind = struct.unpack_from("iHB", self.ring, start + 36)
            frame = self.ring[start + mac : start + mac + length]
            struct.pack_into("I", self.ring, start, 0)
            self.at = (self.at + 1) % self.frames
            device = self.device(place, index)
            seen.append((seconds * 10**9 + nanos, place.label, device, kind, frame))

    def device(self, place, index):
        if index not in self.devices:
            enter(place.name)
            try:
                self.devices[index] = socket.if_indextoname(index)
            except OSError:
                return str(index)
        return self.devices[index]
