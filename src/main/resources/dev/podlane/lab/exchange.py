"""Data over TCP connections: a client that asks and closes, and a server that answers."""

import termios

RESET = struct.pack("ii", 1, 0)
TCP_REPAIR = 19


class Stream:
    """One end of a connection that sends so many octets and takes as many as come."""

    def __init__(self, sock, size):
        self.sock, self.left, self.received, self.ended = sock, bytes(size), 0, False
        sock.setblocking(False)

    def step(self):
        """Sends and takes what there is."""
        try:
            while self.left:
                self.left = self.left[self.sock.send(self.left) :]
        except BlockingIOError:
            pass
        try:
            while not self.ended:
                data = self.sock.recv(70000)
                self.received += len(data)
                self.ended = not data
        except BlockingIOError:
            pass

    def unacknowledged(self):
        """Octets that the other end has not acknowledged (SIOCOUTQ)."""
        queue = fcntl.ioctl(self.sock, termios.TIOCOUTQ, bytes(4))
        return len(self.left) + struct.unpack("i", queue)[0]


class Responder(Stream):
    """A server's end: answers once it has the whole request, and closes after its client."""

    def __init__(self, sock, asked):
        super().__init__(sock, 0)
        self.asked = asked

    def step(self):
        if not self.asked:
            return
        request, response, _ = self.asked
        super().step()
        if self.received >= request and response is not None:
            self.left, self.asked = bytes(response), (request, None, None)
            super().step()
        if self.ended and not self.left:
            self.sock.shutdown(socket.SHUT_WR)
            self.asked = None


def leave(sock, resets=False):
    """Makes a socket end with a reset if its connection was to end so, or else without a word.

    A reset would take its connection out of what the machines on the way remember (conntrack),
    where that of a program which goes on is; a FIN nobody answers would be sent again and again.
    """
    if resets:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    else:
        sock.setsockopt(socket.IPPROTO_TCP, TCP_REPAIR, 1)  # tcp_disconnect sends nothing then


def exchange(sock, servers, asked, deadline):
    """What came of a request: its result, and how many octets got across either way."""
    request, response, close = asked
    client, found = Stream(sock, request), None
    while not found:
        try:
            turn(client, servers)
            if client.received >= response and not client.unacknowledged():
                found = {"result": "delivered"}
            elif client.ended or time.monotonic() > deadline:
                found = {"result": "timeout"}
        except ConnectionResetError as error:
            return failed("reset", error.errno)
    found["exchanged"] = "%d/%d" % (request - client.unacknowledged(), client.received)
    if found["result"] == "delivered" and close == "fin":
        sock.shutdown(socket.SHUT_WR)
        deadline = time.monotonic() + LONGEST
        while not client.ended and time.monotonic() < deadline:
            turn(client, servers)
    return found


def turn(client, servers):
    """Waits a little for something to do, and does it at both ends."""
    poll = select.poll()
    streams = [client, *(stream for server in servers for stream in server.kept)]
    for stream in streams:
        if not stream.ended or stream.left:
            wanted = 0 if stream.ended else select.POLLIN
            poll.register(stream.sock, wanted | (select.POLLOUT if stream.left else 0))
    for server in servers:
        poll.register(server.socket, select.POLLIN)
    poll.poll(5)
    for server in servers:
        server.serve()
        for stream in server.kept:
            try:
                stream.step()
            except ConnectionError:
                stream.asked = None
    client.step()
