"""Reads a queue of netfilter; a program behind a socket gives the verdicts.

verdicts.py SOCKET NODE TABLE QUEUE MARK, in the network namespace of a node.

Chain "queued" of the inet table TABLE receives one rule: the target NFQUEUE of iptables (xt_NFQUEUE
through nft_compat) with --queue-bypass, for a kernel that lacks the statement "queue" of nft. Each
IPv4 packet of TCP, UDP or ICMP is told as one line, "NODE PROTOCOL SOURCE PORT DESTINATION PORT";
the answer is "accept" or "drop". What is accepted has the bits of MARK, since a verdict can set no
connection labels unless the kernel has NETFILTER_NETLINK_GLUE_CT.

The program returns when the queue is bound and the rule stands; a child process goes on until the
socket is closed.
"""
import os
import select
import socket
import struct
import sys

NETLINK_NETFILTER = 12
NFNL_SUBSYS_QUEUE = 3
NFNL_SUBSYS_NFTABLES = 10
NFNL_MSG_BATCH_BEGIN = 0x10
NFNL_MSG_BATCH_END = 0x11
NFPROTO_INET = 1
NLM_F_REQUEST = 1
NLM_F_ACK = 4
NLM_F_CREATE_APPEND = 0xC00
NLMSG_ERROR = 2
NESTED = 0x8000

NFT_MSG_NEWRULE = 6
NFTA_RULE_TABLE, NFTA_RULE_CHAIN, NFTA_RULE_EXPRESSIONS = 1, 2, 4
NFTA_LIST_ELEM = 1
NFTA_EXPR_NAME, NFTA_EXPR_DATA = 1, 2
NFTA_TARGET_NAME, NFTA_TARGET_REV, NFTA_TARGET_INFO = 1, 2, 3
NFQ_REVISION = 3
NFQ_FLAG_BYPASS = 1

NFQNL_MSG_PACKET, NFQNL_MSG_VERDICT, NFQNL_MSG_CONFIG = 0, 1, 2
NFQA_PACKET_HDR, NFQA_VERDICT_HDR, NFQA_MARK, NFQA_PAYLOAD = 1, 2, 3, 10
NFQA_CFG_CMD, NFQA_CFG_PARAMS = 1, 2
NFQNL_CFG_CMD_BIND = 1
NFQNL_COPY_PACKET = 2
NF_DROP, NF_ACCEPT = 0, 1

HEADERS = 128
ICMP, TCP, UDP = 1, 6, 17
NAMES = {ICMP: 'icmp', TCP: 'tcp', UDP: 'udp'}


def attribute(kind, data):
    return struct.pack('=HH', 4 + len(data), kind) + data + bytes(-len(data) % 4)


def message(subsystem, kind, flags, family, number, *attributes):
    body = struct.pack('>BBH', family, 0, number) + b''.join(attributes)
    kind |= subsystem << 8
    return struct.pack('=IHHII', 16 + len(body), kind, NLM_F_REQUEST | flags, 0, 0) + body


def messages(data):
    """The messages of a datagram of netlink, as pairs of a kind and a body."""
    while len(data) >= 16:
        length, kind = struct.unpack_from('=IH', data)
        yield kind, data[16:length]
        data = data[length + -length % 4:]


def attributes(data):
    found = {}
    while len(data) >= 4:
        length, kind = struct.unpack_from('=HH', data)
        found[kind & 0x3FFF] = data[4:length]
        data = data[length + -length % 4:]
    return found


def acknowledged(netlink, asked):
    """Waits for the acknowledgement of a request, and raises the error that it holds."""
    while True:
        for kind, body in messages(netlink.recv(65536)):
            if kind == NLMSG_ERROR:
                error = -struct.unpack_from('=i', body)[0]
                if error:
                    raise OSError(error, asked)
                return


def add_rule(table, queue):
    info = struct.pack('=HHHxx', queue, 1, NFQ_FLAG_BYPASS)
    target = (
        attribute(NFTA_TARGET_NAME, b'NFQUEUE\0')
        + attribute(NFTA_TARGET_REV, struct.pack('>I', NFQ_REVISION))
        + attribute(NFTA_TARGET_INFO, info))
    expression = attribute(NFTA_EXPR_NAME, b'target\0') + attribute(NFTA_EXPR_DATA | NESTED, target)
    rule = message(
        NFNL_SUBSYS_NFTABLES, NFT_MSG_NEWRULE, NLM_F_ACK | NLM_F_CREATE_APPEND, NFPROTO_INET, 0,
        attribute(NFTA_RULE_TABLE, table.encode() + b'\0'),
        attribute(NFTA_RULE_CHAIN, b'queued\0'),
        attribute(NFTA_RULE_EXPRESSIONS | NESTED, attribute(NFTA_LIST_ELEM | NESTED, expression)))
    netlink = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_NETFILTER)
    netlink.send(
        message(0, NFNL_MSG_BATCH_BEGIN, 0, 0, NFNL_SUBSYS_NFTABLES)
        + rule
        + message(0, NFNL_MSG_BATCH_END, 0, 0, NFNL_SUBSYS_NFTABLES))
    acknowledged(netlink, 'rule with NFQUEUE')
    netlink.close()


def bound(queue):
    netlink = socket.socket(socket.AF_NETLINK, socket.SOCK_RAW, NETLINK_NETFILTER)
    for setting in (
            attribute(NFQA_CFG_CMD, struct.pack('>BxH', NFQNL_CFG_CMD_BIND, 0)),
            attribute(NFQA_CFG_PARAMS, struct.pack('>IB', HEADERS, NFQNL_COPY_PACKET))):
        netlink.send(message(NFNL_SUBSYS_QUEUE, NFQNL_MSG_CONFIG, NLM_F_ACK, 0, queue, setting))
        acknowledged(netlink, 'queue')
    return netlink


def told(packet):
    """A packet in words, or none if it is no whole IPv4 packet."""
    if packet[0] >> 4 != 4:
        return None
    header = 4 * (packet[0] & 15)
    protocol = packet[9]
    name = NAMES.get(protocol)
    if name is None:
        return None
    ports = (0, 0) if protocol == ICMP else struct.unpack_from('>HH', packet, header)
    source, destination = (socket.inet_ntoa(packet[at:at + 4]) for at in (12, 16))
    return f'{name} {source} {ports[0]} {destination} {ports[1]}'


def main():
    address, node, table, queue, mark = sys.argv[1:]
    queue, mark = int(queue), int(mark, 0)
    judge = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    judge.connect(address)
    answers = judge.makefile('r')
    netlink = bound(queue)
    add_rule(table, queue)
    if os.fork():
        os._exit(0)
    while True:
        readable, _, _ = select.select([netlink, judge], [], [])
        if judge in readable:
            return  # asked nothing, so it was closed
        for kind, body in messages(netlink.recv(65536)):
            if kind != NFNL_SUBSYS_QUEUE << 8 | NFQNL_MSG_PACKET:
                continue
            packet = attributes(body[4:])
            number = packet[NFQA_PACKET_HDR][:4]
            words = told(packet[NFQA_PAYLOAD])
            answer = 'accept'
            if words is not None:
                judge.sendall(f'{node} {words}\n'.encode())
                answer = answers.readline().strip()
            verdict = attribute(
                NFQA_VERDICT_HDR, struct.pack('>I', NF_ACCEPT if answer == 'accept' else NF_DROP) + number)
            marks = struct.unpack('>I', packet.get(NFQA_MARK, bytes(4)))[0] | mark
            netlink.send(message(
                NFNL_SUBSYS_QUEUE, NFQNL_MSG_VERDICT, 0, 0, queue,
                verdict, attribute(NFQA_MARK, struct.pack('>I', marks))))


main()
