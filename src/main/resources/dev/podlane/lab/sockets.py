"""Listening sockets, and what sockets learn of their packets."""

import errno

IP_PKTINFO, IP_MTU_DISCOVER, IP_RECVERR, IP_RECVTTL = 8, 10, 11, 12
ESTABLISHED, CLOSE_WAIT = 1, 8  # include/net/tcp_states.h
MEANINGS = {
    0: "net",
    1: "host",
    2: "protocol",
    3: "port",
    9: "net-prohibited",
    10: "host-prohibited",
    13: "admin-prohibited",
}


def error_of(sock):
    """The error queued for a socket, as (errno, origin, type, code, from); redirects are none."""
    while True:
        try:
            _, control, _, _ = sock.recvmsg(512, 512, socket.MSG_ERRQUEUE | socket.MSG_DONTWAIT)
        except OSError:
            return None
        for level, kind, data in control:
            if level == socket.IPPROTO_IP and kind == IP_RECVERR:
                number, origin, icmp, code = struct.unpack("IBBB", data[:7])
                if icmp != REDIRECT:
                    return number, origin, icmp, code, socket.inet_ntoa(data[20:24])


def is_connected(sock):
    """True once the handshake is done: from then on an ICMP error ends nothing.

    With IP_RECVERR one about the handshake's ACK would fail the next call, and whether it comes
    before that call is a matter of chance; most programs do not ask for errors.
    """
    state = sock.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, 1)[0]
    if state not in (ESTABLISHED, CLOSE_WAIT):
        return False
    sock.setsockopt(socket.IPPROTO_IP, IP_RECVERR, 0)
    return True


def failed(result, number):
    return {"result": result, "errno": errno.errorcode.get(number, str(number))}


def icmp_error(number, origin, icmp, code, sender):
    if origin != 2:
        return failed("local_error", number)
    unreachable = "frag_needed" if code == 4 else "icmp_unreachable"
    found = failed("ttl_exceeded" if icmp == 11 else unreachable, number)
    found["icmp"] = "%d/%d" % (icmp, code)
    found["icmp_from"] = sender
    if icmp == 3 and code in MEANINGS:
        found["icmp_meaning"] = MEANINGS[code]
    return found


class Server:
    """A listening socket; UDP ones answer from the address they were asked at, with as much."""

    def __init__(self, place, protocol, address, port, name):
        self.place, self.protocol, self.name = place, protocol, name
        self.address, self.kept, self.served, self.socket = (address, port), [], {}, None
        self.asked = None
        self.open()

    def open(self):
        enter(self.place.name)
        if self.socket:
            self.socket.close()
        kind = socket.SOCK_STREAM if self.protocol == "tcp" else socket.SOCK_DGRAM
        self.socket = socket.socket(socket.AF_INET, kind)
        if self.protocol == "tcp":
            self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        else:
            self.socket.setsockopt(socket.IPPROTO_IP, IP_PKTINFO, 1)
        self.socket.bind(self.address)
        if self.protocol == "tcp":
            self.socket.listen(64)
        self.socket.setblocking(False)

    def hang_up(self):
        """Connections end with their probe, at this end too where the client's end is not heard."""
        while self.kept:
            sock = self.kept.pop().sock
            leave(sock)
            sock.close()

    def forget(self):
        """Half-open connections go, with what they would still send."""
        if self.protocol == "tcp":
            self.open()

    def serve(self):
        try:
            if self.protocol == "tcp":
                taken, client = self.socket.accept()
                local = taken.getsockname()
                self.kept.append(Responder(taken, self.asked))
            else:
                local, client = self.echo()
        except (BlockingIOError, ConnectionError):
            return
        self.served[client[1]] = {
            "server": "%s %s" % (self.place.label, self.name),
            "sees": "%s at %s:%d" % (client[0], *local),
        }

    def echo(self):
        data, control, _, client = self.socket.recvmsg(70000, 256)
        address = self.address[0]
        for _, kind, info in control:
            if kind == IP_PKTINFO:
                address = socket.inet_ntoa(info[8:12])
        back = struct.pack("i4s4s", 0, socket.inet_aton(address), bytes(4))
        try:
            self.socket.sendmsg([data[:64]], [(socket.IPPROTO_IP, IP_PKTINFO, back)], 0, client)
        except OSError:
            pass
        return (address, self.address[1]), client
