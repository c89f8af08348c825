"""Networks with very many of one thing: each must be opened and drawn in time proportional to its size.

  PORT=8080 SERVER_PID=123 scripts/attack/openings.py [case ...]

Prints for each case the processor seconds of the import, of the first reading after it, and of one probe. A case
is flagged if the import took more than 0.3 s and 0.3 s for each megabyte, a reading or the probe more than 2 s, an
answer more than 16 MB, or if there was an error. 413 is no error: memory does not reach.
"""

import json
import sys
import urllib.parse

import client

MOST_OCTETS = 16 << 20


def document(namespaces, defaults=None):
    spec = {"namespaces": namespaces}
    if defaults:
        spec["defaults"] = defaults
    return json.dumps(
        {"apiVersion": "podlane.dev/v1", "kind": "LinuxNetwork", "metadata": {"name": "many"}, "spec": spec})


def ip(i, first=10):
    return f"{first + (i >> 24)}.{i >> 16 & 255}.{i >> 8 & 255}.{i & 255}"


def pair(**of_a):
    """Two hosts on one wire; a has more."""
    devices = {"eth0": {"addr": "10.0.0.1/8", "peer": "b:eth0"}, **of_a.pop("devices", {})}
    eth0 = of_a.pop("eth0", {})
    devices["eth0"] = {**devices["eth0"], **eth0}
    return {"a": {"devices": devices, **of_a}, "b": {"devices": {"eth0": {"addr": "10.0.0.2/8"}}}}


def devices(count, **of_each):
    return pair(devices={f"d{i}": {"type": "dummy", **{k: v(i) for k, v in of_each.items()}} for i in range(count)})


def vxlans(count, **of_each):
    tunnel = lambda i: {"type": "vxlan", "id": i + 1, "local": "10.0.0.1", "remote": "10.0.0.2", "dstport": 4789}
    return pair(devices={f"v{i}": {**tunnel(i), **{k: v(i) for k, v in of_each.items()}} for i in range(count)})


def filter_rules(lines):
    return pair(iptables=["*filter", ":OUTPUT ACCEPT"] + lines + ["COMMIT"])


def chains(count, each=()):
    return filter_rules([f":C{i} - [0:0]" for i in range(count)] + [line for i in range(count) for line in each(i)])


def sets(count, entries):
    return pair(ipset=[line for i in range(count) for line in
                       [f"create s{i} hash:ip"] + [f"add s{i} {ip(j)}" for j in range(1, entries + 1)]])


def namespaces(count):
    spaces = pair()
    for i in range(count):
        spaces[f"n{i}"] = {"devices": {"eth0": {"type": "dummy", "addr": f"{ip(i)}/8"}}}
    return spaces


def wires(count):
    spaces = pair()
    for i in range(count):
        spaces[f"x{i}"] = {"devices": {"eth0": {"peer": f"y{i}:eth0", "addr": f"{ip(2 * i)}/31"}}}
        spaces[f"y{i}"] = {"devices": {"eth0": {"addr": f"{ip(2 * i + 1)}/31"}}}
    return spaces


def switch(hosts):
    spaces = {"sw": {"devices": {"br": {"type": "bridge"}}}}
    for i in range(hosts):
        name = "ab"[i] if i < 2 else f"h{i}"
        spaces["sw"]["devices"][f"p{i}"] = {"master": "br", "peer": f"{name}:eth0"}
        spaces[name] = {"devices": {"eth0": {"addr": f"{ip(i + 1)}/8"}}}
    return spaces


def router(links):
    """One router with very many links, each to a host of its own."""
    spaces = {"r": {"sysctls": {"net.ipv4.ip_forward": 1}, "devices": {}}}
    for i in range(links):
        name = "ab"[i] if i < 2 else f"h{i}"
        spaces["r"]["devices"][f"e{i}"] = {"addr": f"{ip(2 * i)}/31"}
        spaces[name] = {"devices": {"eth0": {"peer": f"r:e{i}", "addr": f"{ip(2 * i + 1)}/31"}},
                        "routes": [f"default via {ip(2 * i)}"]}
    return spaces


def bridge_each(count):
    return pair(devices={name: value for i in range(count) for name, value in
                         ((f"b{i}", {"type": "bridge"}), (f"p{i}", {"type": "dummy", "master": f"b{i}"}))})


# name: namespaces
CASES = {
    "routes via": lambda n=200000: pair(routes=[f"{ip(i, 20)}/32 via 10.0.0.2 metric {i}" for i in range(n)]),
    "routes dev": lambda n=200000: pair(routes=[f"{ip(i, 20)}/32 dev eth0" for i in range(n)]),
    "routes of one prefix": lambda n=20000: pair(routes=[f"20.0.0.0/8 via 10.0.0.2 metric {i}" for i in range(n)]),
    "routes appended": lambda n=20000: pair(routes=[f"append 20.0.0.0/8 via {ip(i + 2)}" for i in range(n)]),
    "routes prepended": lambda n=20000: pair(routes=[f"prepend 20.0.0.0/8 via {ip(i + 2)}" for i in range(n)]),
    "routes given twice": lambda n=50000: pair(routes=["20.0.0.0/8 via 10.0.0.2"] * n),
    "routes nobody can use": lambda n=50000: pair(routes=[f"{ip(i, 20)}/32 via 99.0.0.2" for i in range(n)]),
    "routes by another device": lambda n=30000: pair(
        devices={"d": {"type": "dummy"}},
        routes=[f"30.0.0.0/8 dev eth0 metric {i}" for i in range(n)]
        + [f"{ip(i, 40)}/32 via 30.0.0.2 dev d" for i in range(n)]),
    "routes as maps": lambda n=100000: pair(routes=[{"dst": f"{ip(i, 20)}/32", "via": "10.0.0.2"} for i in range(n)]),
    "routes preferring a source": lambda n=100000: pair(
        routes=[f"{ip(i, 20)}/32 via 10.0.0.2 src 10.0.0.1" for i in range(n)]),
    "routes deleted": lambda n=20000: pair(
        eth0={"addr": [f"{ip(256 * i + 1, 30)}/24" for i in range(n)]},
        deleted={"routes": [f"{ip(256 * i, 30)}/24 dev eth0" for i in range(n)]}),
    "addresses deleted": lambda n=20000: pair(
        eth0={"addr": ["10.0.0.1/8"] + [f"{ip(256 * i + 1, 30)}/24" for i in range(n)]},
        deleted={"addresses": [f"{ip(256 * i + 1, 30)}/24 dev eth0" for i in range(n)]}),
    "tables": lambda n=50000: pair(routes=[f"20.0.0.0/8 via 10.0.0.2 table {i + 1000}" for i in range(n)]),
    "addresses of one subnet": lambda n=50000: pair(eth0={"addr": [f"{ip(i + 1)}/8" for i in range(n)]}),
    "addresses of own subnets": lambda n=50000: pair(eth0={"addr": ["10.0.0.1/8"] + [f"{ip(256 * i, 20)}/24" for i in range(n)]}),
    "addresses given twice": lambda n=50000: pair(eth0={"addr": ["10.0.0.1/8"] * n}),
    "addresses of lo": lambda n=50000: pair(devices={"lo": {"addr": [f"{ip(i + 1, 20)}/32" for i in range(n)]}}),
    "devices": lambda n=50000: devices(n),
    "devices of own subnets": lambda n=20000: devices(n, addr=lambda i: f"{ip(256 * i + 1, 20)}/24"),
    "devices of one subnet": lambda n=20000: devices(n, addr=lambda i: f"{ip(i + 1, 20)}/8"),
    "devices of one address": lambda n=20000: devices(n, addr=lambda i: "20.0.0.1/8"),
    "devices with neighbours": lambda n=20000: devices(
        n, addr=lambda i: f"{ip(256 * i + 1, 20)}/24",
        neigh=lambda i: [{"ip": ip(256 * i + 2, 20), "mac": "02:00:00:00:00:01"}]),
    "neighbours": lambda n=100000: pair(eth0={"neigh": [{"ip": ip(i + 9), "mac": "02:00:00:00:00:01"} for i in range(n)]}),
    "neighbours given twice": lambda n=50000: pair(eth0={"neigh": [{"ip": "10.0.0.2", "mac": "02:00:00:00:00:01"}] * n}),
    "forwarding": lambda n=100000: pair(devices={"v": {
        "type": "vxlan", "id": 7, "local": "10.0.0.1", "dstport": 4789,
        "fdb": [{"mac": f"02:05:00:{i >> 16 & 255:02x}:{i >> 8 & 255:02x}:{i & 255:02x}", "dst": ip(i + 2)} for i in range(n)]}}),
    "tunnels": lambda n=20000: vxlans(n),
    "tunnels over a device": lambda n=20000: vxlans(n, dev=lambda i: "eth0"),
    "tunnels with forwarding": lambda n=20000: vxlans(
        n, fdb=lambda i: [{"mac": "00:00:00:00:00:00", "dst": ip(i + 2)}]),
    "policy rules": lambda n=20000: pair(
        rules=[f"from 10.0.0.0/8 fwmark 0x{i + 1:x} lookup {i % 250 + 1} pref {i % 32000 + 1}" for i in range(n)]),
    "policy rules of one priority": lambda n=50000: pair(
        rules=[f"from {ip(i, 20)} lookup main pref 100" for i in range(n)]),
    "policy rules without priority": lambda n=50000: pair(rules=[f"from {ip(i, 20)} lookup main" for i in range(n)]),
    "policy rules given twice": lambda n=50000: pair(rules=["from 20.0.0.1 lookup main pref 5"] * n),
    "policy rules that jump": lambda n=30000: pair(
        rules=[f"from all goto {i + 2} pref {i + 1}" for i in range(n)]),
    "filter rules": lambda n=50000: filter_rules([f"-A OUTPUT -m mark --mark 0x{i + 1:x} -j DROP" for i in range(n)]),
    "filter rules inserted": lambda n=50000: filter_rules([f"-I OUTPUT -m mark --mark 0x{i + 1:x} -j DROP" for i in range(n)]),
    "filter rules deleted": lambda n=20000: filter_rules(
        [f"-A OUTPUT -m mark --mark 0x{i + 1:x} -j DROP" for i in range(n)]
        + [f"-D OUTPUT -m mark --mark 0x{n - i:x} -j DROP" for i in range(n)]),
    "filter rules refused": lambda n=50000: filter_rules([f"-A OUTPUT -j NOWHERE{i}" for i in range(n)]),
    "filter rules unknown": lambda n=50000: filter_rules([f"-A OUTPUT -m u32 --u32 {i} -j DROP" for i in range(n)]),
    "chains": lambda n=50000: chains(n, lambda i: [f"-A C{i} -j RETURN"]),
    "chains in a row": lambda n=20000: chains(n, lambda i: [f"-A C{i} -j C{i + 1}"] if i + 1 < n else ["-A OUTPUT -j C0"]),
    "chains made and commited": lambda n=5000: pair(
        iptables=[line for i in range(n) for line in ("*filter", f"-N C{i}", "COMMIT")]),
    "set entries": lambda n=100000: sets(1, n),
    "sets": lambda n=50000: sets(n, 1),
    "sets given twice": lambda n=50000: pair(ipset=["create s hash:ip"] * n),
    "set of sets": lambda n=20000: pair(ipset=["create l list:set size 65536"] + [f"create s{i} hash:ip" for i in range(n)]
                                        + [f"add l s{i}" for i in range(n)]),
    "set ranges": lambda n=200: pair(ipset=["create s hash:ip"] + [f"add s {ip(i << 16)}/16" for i in range(n)]),
    "settings": lambda n=50000: pair(sysctls={f"net.ipv4.conf.d{i}.rp_filter": 1 for i in range(n)}),
    "settings unknown": lambda n=50000: pair(sysctls={f"net.x{i}": 1 for i in range(n)}),
    "default settings": lambda n=20000: pair(sysctls={f"net.ipv4.conf.d{i}.rp_filter": 1 for i in range(n)}),
    "listeners": lambda n=100000: pair(listen=[{"proto": "tcp", "ip": "0.0.0.0", "port": i % 65535 + 1} for i in range(n)]),
    "listeners of one port": lambda n=30000: pair(
        eth0={"addr": ["10.0.0.1/8"] + [f"{ip(i + 2)}/8" for i in range(n)]},
        listen=[{"proto": "tcp", "ip": ip(i + 2), "port": 80} for i in range(n)]),
    "namespaces": lambda n=20000: namespaces(n),
    "wires": lambda n=20000: wires(n),
    "switch": lambda n=20000: switch(n),
    "router": lambda n=20000: router(n),
    "bridges": lambda n=10000: bridge_each(n),
    "long names": lambda n=20000: {**pair(), **{"n" * 240 + str(i): {} for i in range(n)}},
    "wrong devices": lambda n=50000: pair(devices={f"name-that-is-too-long-{i}": {"type": "dummy"} for i in range(n)}),
    "wrong peers": lambda n=50000: pair(devices={f"w{i}": {"peer": f"nowhere:{i}"} for i in range(n)}),
    "words unknown": lambda n=50000: pair(eth0={f"key{i}": i for i in range(n)}),
    "nft": lambda n=50000: pair(nft=[f"line {i}" for i in range(n)]),
    "options": lambda n=50000: pair(eth0={"opts": "noqueue " * n}),
}

READINGS = ["", "/topology", "/namespaces?name=a", "/linux-network", "/manifests", "/lab.sh"]
PROBE = json.dumps({"from": "a", "to": "10.0.0.2"})


def judge(what, answer, seconds, most):
    bad = []
    if answer.status not in (200, 201, 413, 404):
        bad.append(f"status {answer.status} {answer.text()}")
    if seconds > most:
        bad.append(f"{seconds:.1f} s of processor")
    if len(answer.body) > MOST_OCTETS:
        bad.append(f"{len(answer.body)} octets")
    return [f"{what}: {each}" for each in bad]


def run(name, size=None):
    make = CASES[name]
    text = document(make(size) if size else make())
    made = client.call("POST", "/api/clusters?name=many", text, client.JSON, timeout=300)
    allowed = 0.4 + 0.3 * len(text) / (1 << 20)
    bad = judge("import", made, made.processor, allowed)
    said = [f"import {made.processor:.2f} of {allowed:.2f} s ({made.status})"]
    if made.status == 201:
        answer = json.loads(made.body)
        said.append(f"problems {len(answer.get('problems', []))}")
        cluster = "/api/clusters/" + answer["id"]
        for path in READINGS:
            got = client.call("GET", cluster + path, timeout=120)
            said.append(f"{path or 'cluster'} {got.processor:.2f} s {len(got.body) >> 10} KB" + ("" if got.status == 200 else f" {got.status}"))
            bad += judge(path or "cluster", got, got.processor, 2.0)
        got = client.call("POST", cluster + "/traces", PROBE, client.JSON, timeout=120)
        outcome = json.loads(got.body).get("outcome", {}).get("result") if got.status == 200 else got.text()
        said.append(f"probe {got.processor:.2f} s {len(got.body) >> 10} KB {outcome}")
        bad += judge("probe", got, got.processor, 2.0)
        client.call("DELETE", cluster)
    print(f"{'!!' if bad else 'ok'} {name:30} {len(text) >> 10:6} KB: {'; '.join(said)}", flush=True)
    for what in bad:
        client.flag(name, what)


if __name__ == "__main__":
    client.call("POST", "/api/clusters/article/traces", client.PROBE, client.JSON)  # a cold server is not measured
    for case in sys.argv[1:] or CASES:
        name, _, size = case.partition("=")
        run(name, int(size) if size else None)
    client.done("openings")
