"""What taps saw, as lines of the notation: request, reply, errors, redirects, connection."""

ICMP, TCP, UDP = 1, 6, 17
SYN, RST, ACK = 2, 4, 16
ERRORS, REDIRECT = (3, 4, 11, 12), 5
REPETITION = 900_000_000


class Packet:
    """An IPv4 packet, or what is in a VXLAN packet."""

    def __init__(self, data, vxlan):
        self.data, self.outer = data, None
        self.ends()
        inner = self.inside(vxlan) if self.protocol == UDP and self.first else None
        if inner:
            self.outer = (self.source, self.destination, self.ttl, self.key)
            self.data = inner
            self.ends()

    def ends(self):
        self.header = (self.data[0] & 15) * 4
        self.ttl, self.protocol = self.data[8], self.data[9]
        self.source, self.destination = self.data[12:16], self.data[16:20]
        self.body = self.data[self.header :]
        fragment = struct.unpack("!H", self.data[6:8])[0]
        self.first = fragment & 0x1FFF == 0
        self.key = (self.source, self.destination, self.protocol, self.data[4:6])

    def inside(self, vxlan):
        wanted = len(self.body) > 50 and struct.unpack("!H", self.body[2:4])[0] in vxlan
        return self.body[30:] if wanted and self.body[28:30] == b"\x08\x00" else None

    def ports(self):
        return struct.unpack("!HH", self.body[:4])

    def likeness(self):
        """What translation leaves as it is, by which a packet is known behind it."""
        if not self.first or len(self.body) < 8:
            return None
        if self.protocol == TCP and len(self.body) >= 20:
            return (TCP, self.body[4:8], self.body[13])
        if self.protocol == ICMP and self.body[0] == 8:
            return (ICMP, self.data[4:6], self.body[6:])
        return (UDP, self.data[4:6], self.body[8:]) if self.protocol == UDP else None

    def names(self):
        """Source and destination port; of an echo its identifier stands for the source's."""
        return (body_id(self.body)[0], None) if self.protocol == ICMP else self.ports()

    def flow(self, ports, earlier, vxlan):
        """Which flow of the prober with these ports a packet belongs to; none if it is not told.

        The first port is its own, the others are those that translation drew for it.

        Errors about what earlier probers sent come late, and are told with the others.
        """
        if not self.first or len(self.body) < 8:
            return None
        if self.protocol == ICMP:
            kind = self.body[0]
            if kind in ERRORS or kind == REDIRECT:
                quoted = self.body[8:]
                told = len(quoted) >= 28 and not earlier.isdisjoint(marks(quoted, vxlan))
                return ("redirects" if kind == REDIRECT else "errors") if told else None
            mine = body_id(self.body)[0] in ports
            return {8: "request", 0: "reply"}.get(kind) if mine else None
        if self.protocol not in (TCP, UDP) or not set(ports) & set(self.ports()):
            return None
        forth = self.ports()[0] in ports
        if self.protocol == UDP:
            return "request" if forth else "reply"
        flags = self.body[13]
        if flags & RST:  # the prober's own is not told; one without ACK answers no SYN
            return None if forth else "reply" if flags & ACK else "connection"
        if flags & SYN:
            return "request" if forth and not flags & ACK else "reply" if not forth else None
        return "connection"

    def text(self):
        source, destination = socket.inet_ntoa(self.source), socket.inet_ntoa(self.destination)
        if self.protocol in (TCP, UDP) and self.first:
            return "{%s:%d>%s:%d}" % (source, self.ports()[0], destination, self.ports()[1])
        told = self.protocol == ICMP and self.first and self.body[0] not in (0, 8)
        error = " icmp%d/%d" % (self.body[0], self.body[1]) if told else ""
        return "{%s>%s%s}" % (source, destination, error)

    def attempt(self, since):
        """Tells repetitions of a segment apart: by their time stamps, which differ.

        Resets have none; those that answer repetitions come a second after the first or later.
        """
        stamp, at, end = b"", 20, (self.body[12] >> 4) * 4
        if self.body[13] & RST:
            return int(since / REPETITION)
        while at < end and self.body[at] != 0:
            if self.body[at] == 8:
                stamp = self.body[at + 2 : at + 6]
            at += 1 if self.body[at] == 1 else max(2, self.body[at + 1])
        return (self.data[4:6], self.body[4:8], stamp)


def marks(quoted, vxlan):
    """Numbers by which a quoted packet, or what it carries in turn, names its prober.

    What a tunnel carries may itself be an error that quotes.
    """
    header = (quoted[0] & 15) * 4 if quoted else 0
    body = quoted[header:]
    if len(body) < 8:
        return ()
    if quoted[9] == UDP and struct.unpack("!H", body[2:4])[0] in vxlan and len(body) > 50:
        return marks(body[30:], ())
    if quoted[9] == ICMP and (body[0] in ERRORS or body[0] == REDIRECT):
        return marks(body[8:], ())
    if quoted[9] not in (TCP, UDP):
        return body_id(body)
    source, destination = struct.unpack("!HH", body[:4])
    # Of a client's reset nothing is told, so no error about it is either.
    is_told = quoted[9] == UDP or len(body) < 14 or not body[13] & RST
    return (source, destination) if is_told else (destination,)


def quoted_part(packet, vxlan):
    """What names the packet of which an ICMP error quotes a later fragment, in a tunnel or not."""
    if packet.protocol != ICMP or not packet.first or packet.body[0] not in ERRORS:
        return None
    quoted = packet.body[8:]
    while len(quoted) >= 28:
        body = quoted[(quoted[0] & 15) * 4 :]
        if struct.unpack("!H", quoted[6:8])[0] & 0x1FFF:
            return (quoted[12:16], quoted[16:20], quoted[9], quoted[4:6])
        inside = quoted[9] == UDP and struct.unpack("!H", body[2:4])[0] in vxlan
        quoted = body[30:] if inside else b""
    return None


def body_id(body):
    return struct.unpack("!H", body[4:6])


def drawn(packets, mark):
    """The ports that translation put in the place of the prober's, in the order they were seen."""
    requests = {packet.likeness() for packet in packets if packet.likeness() and packet.names()[0] == mark}
    ports, targets = [], set()
    for packet in packets:
        if packet.likeness() not in requests or packet.likeness() is None:
            continue
        source, target = packet.names()
        if source in targets:  # an echo of what was sent
            continue
        targets.add(target)
        if source not in (mark, *ports):
            ports.append(source)
    return ports


def paths(frames, mark, earlier, vxlan):
    """The lines of a capture, by flow."""
    sightings, fragments = [], {}
    for stamp, label, device, kind, frame in frames:
        if frame[12:14] == b"\x08\x00" and len(frame) >= 34:
            sightings.append((stamp, label, device, kind, Packet(frame[14:], vxlan)))
    others = drawn([packet for *_, packet in sightings], mark)
    ports, earlier = (mark, *others), set(earlier) | set(others)
    for *_, packet in sightings:
        flow = packet.flow(ports, earlier, vxlan)
        if flow:
            fragments[packet.key] = flow
            if packet.outer:
                fragments[packet.outer[3]] = flow
    lines, addresses, attempts, starts, places, twice = {}, {}, {}, {}, {}, set()
    for stamp, label, device, kind, packet in sightings:
        flow = packet.flow(ports, earlier, vxlan) or (None if packet.first else fragments.get(packet.key))
        if not flow and fragments.get(quoted_part(packet, vxlan)):
            flow = "errors"
        if not flow:
            continue
        if packet.protocol == TCP and packet.first and flow != "connection":
            # Of requests and replies the first packet is told, not its repetitions.
            attempt = packet.attempt(stamp - starts.setdefault(flow, stamp))
            if attempts.setdefault(flow, attempt) != attempt:
                continue
            # A timer and a SYN that comes again may make a server answer twice in one millisecond.
            place = (label, device, kind, packet.ttl, packet.text())
            seen = places.setdefault(flow, [])
            twice.update([flow] if seen and seen[0] == place else ())
            if flow in twice and place in seen:
                continue
            seen.append(place)
        words = lines.setdefault(flow, [])
        if addresses.get(flow) != packet.text():
            addresses[flow] = packet.text()
            words.append(packet.text())
        outer = ""
        if packet.outer:
            ends = tuple(map(socket.inet_ntoa, packet.outer[:2]))
            outer = "(vxlan %s>%s ttl%d)" % (*ends, packet.outer[2])
        way = ">" if kind == OUTGOING else "<"
        other = "!other" if kind == OTHERHOST else ""
        words.append("%s/%s%s%d%s%s" % (label, device, way, packet.ttl, outer, other))
    return {flow: " ".join(words) for flow, words in lines.items()}
