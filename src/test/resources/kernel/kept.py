"""A client, a router with DNAT, and two servers, on this kernel: what becomes of sockets that are
kept while rules, the connection table and processes change. Prints NAME=RESULT lines.

Usage: kept.py PREFIX, as root; network namespaces PREFIX-{c,n,a,b} are made and removed.
"""
import signal
import socket
import subprocess
import sys
import time

PREFIX = sys.argv[1]
SERVICE = ('10.200.1.1', 80)
SERVER = '''
import socket, sys, threading
name = sys.argv[1].encode()
tcp = socket.socket()
tcp.bind(('', 80))
tcp.listen()
udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
udp.bind(('', 80))
def serve(connection):
    while connection.recv(100):
        connection.sendall(name)
    connection.close()
def datagrams():
    while True:
        data, client = udp.recvfrom(100)
        udp.sendto(name, client)
threading.Thread(target=datagrams, daemon=True).start()
print('ready', flush=True)
while True:
    threading.Thread(target=serve, args=(tcp.accept()[0],), daemon=True).start()
'''


def run(*words):
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def inside(name, *words):
    return run('ip', 'netns', 'exec', f'{PREFIX}-{name}', *words)


def rules(endpoint):
    text = ('table ip nat\ndelete table ip nat\ntable ip nat { chain pre { type nat hook prerouting'
            ' priority dstnat\nip daddr 10.200.1.1 meta l4proto { tcp, udp } dnat to '
            f'{endpoint}:80\n}}\n}}\n')
    subprocess.run(['ip', 'netns', 'exec', f'{PREFIX}-n', 'nft', '-f', '-'], input=text, text=True,
                   check=True)


def build():
    for name in 'cnab':
        run('ip', 'netns', 'add', f'{PREFIX}-{name}')
        inside(name, 'ip', 'link', 'set', 'lo', 'up')
    for number, name in enumerate('cab', 1):
        run('ip', 'link', 'add', f'v{name}', 'netns', f'{PREFIX}-n', 'type', 'veth', 'peer', 'name',
            'eth0', 'netns', f'{PREFIX}-{name}')
        inside('n', 'ip', 'addr', 'add', f'10.77.{number}.1/24', 'dev', f'v{name}')
        inside('n', 'ip', 'link', 'set', f'v{name}', 'up')
        inside(name, 'ip', 'addr', 'add', f'10.77.{number}.2/24', 'dev', 'eth0')
        inside(name, 'ip', 'link', 'set', 'eth0', 'up')
        inside(name, 'ip', 'route', 'add', 'default', 'via', f'10.77.{number}.1')
    inside('n', 'sysctl', '-qw', 'net.ipv4.ip_forward=1')


def server(name):
    process = subprocess.Popen(
        ['ip', 'netns', 'exec', f'{PREFIX}-{name}', sys.executable, '-c', SERVER, name],
        stdout=subprocess.PIPE, text=True)
    process.stdout.readline()
    return process


def ask(connection):
    try:
        connection.sendall(b'q')
        return connection.recv(10).decode() or 'closed'
    except OSError as error:
        return error.strerror or type(error).__name__


def connect():
    connection = socket.socket()
    connection.settimeout(5)
    connection.connect(SERVICE)
    return connection


def datagram(sock):
    sock.sendto(b'q', SERVICE)
    return sock.recv(10).decode()


def main():
    rules('10.77.2.2')
    servers = [server('a'), server('b')]
    try:
        kept = connect()
        udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        udp.bind(('', 41000))
        udp.settimeout(5)
        print('opened=' + ask(kept))
        print('datagram=' + datagram(udp))
        rules('10.77.3.2')
        print('kept=' + ask(kept))
        print('new=' + ask(connect()))
        print('datagram-kept=' + datagram(udp))
        inside('n', 'conntrack', '-D', '-p', 'udp', '--orig-dst', SERVICE[0])
        print('datagram-deleted=' + datagram(udp))
        print('kept-still=' + ask(kept))
        servers[0].send_signal(signal.SIGKILL)
        servers[0].wait()
        print('ended=' + (kept.recv(10).decode() or 'closed'))
        print('written=' + ask(kept))
        time.sleep(0.1)
        print('again=' + ask(kept))
    finally:
        for each in servers:
            each.kill()


def remove():
    for name in 'cnab':
        subprocess.run(['ip', 'netns', 'del', f'{PREFIX}-{name}'], check=False, capture_output=True)


if __name__ == '__main__':
    if sys.argv[2:] == ['client']:
        main()
    else:
        try:
            build()
            print(inside('c', sys.executable, __file__, PREFIX, 'client'), end='')
        finally:
            remove()
