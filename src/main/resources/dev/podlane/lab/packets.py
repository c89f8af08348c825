"""What taps saw, as lines of the notation: request, reply, errors, redirects."""

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

    def flow(self, mark, earlier, vxlan):
        """Which flow of the prober with that port a packet belongs to; none if it is not told.

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
            mine = struct.unpack("!H", self.body[4:6])[0] == mark
            return {8: "request", 0: "reply"}.get(kind) if mine else None
        if self.protocol not in (TCP, UDP) or mark not in self.ports():
            return None
        forth = self.ports()[0] == mark
        if self.protocol == UDP:
            return "request" if forth else "reply"
        flags = self.body[13]
        if forth:
            return "request" if flags & SYN and not flags & ACK else None
        return "reply" if flags & RST or flags & SYN and flags & ACK else None

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
    # Of a client only the SYN is told, so no error about its ACK or reset is either.
    is_syn = quoted[9] == UDP or len(body) < 14 or body[13] & SYN
    return (source, destination) if is_syn else (destination,)


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


def paths(frames, mark, earlier, vxlan):
    """The lines of a capture, by flow."""
    sightings, fragments = [], {}
    for stamp, label, device, kind, frame in frames:
        if frame[12:14] == b"\x08\x00" and len(frame) >= 34:
            packet = Packet(frame[14:], vxlan)
            flow = packet.flow(mark, earlier, vxlan)
            if flow:
                fragments[packet.key] = flow
                if packet.outer:
                    fragments[packet.outer[3]] = flow
            sightings.append((stamp, label, device, kind, packet))
    lines, addresses, attempts, starts = {}, {}, {}, {}
    for stamp, label, device, kind, packet in sightings:
        flow = packet.flow(mark, earlier, vxlan) or (None if packet.first else fragments.get(packet.key))
        if not flow and fragments.get(quoted_part(packet, vxlan)):
            flow = "errors"
        if not flow:
            continue
        if packet.protocol == TCP and packet.first:
            # Of requests and replies the first packet is told, not its repetitions.
            attempt = packet.attempt(stamp - starts.setdefault(flow, stamp))
            if attempts.setdefault(flow, attempt) != attempt:
                continue
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
