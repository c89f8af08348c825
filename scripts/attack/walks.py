"""Networks made so that a walk never ends, or takes all memory: each must be answered quickly and briefly.

Prints for each case the processor seconds, the time, the octets and the outcome. A case is flagged
if it took more than 2 s of processor time, more than 16 MB, answered an
error, or told another outcome.
Names of cases as arguments choose some of them.
"""

import concurrent.futures
import json
import sys

import client

MOST_SECONDS = 2.0
MOST_OCTETS = 16 << 20


def document(namespaces):
    return json.dumps(
        {
            "apiVersion": "podlane.dev/v1",
            "kind": "LinuxNetwork",
            "metadata": {"name": "attack"},
            "spec": {"namespaces": namespaces},
        }
    )


def pair(**of_a):
    """Two hosts on one wire; a has more."""
    a = {"devices": {"eth0": {"addr": "10.0.0.1/24", "peer": "b:eth0"}}, **of_a}
    return {"a": a, "b": {"devices": {"eth0": {"addr": "10.0.0.2/24"}}}}


def bridges(count, joints):
    """A host on the first of so many bridges, which are joined so: pairs of numbers."""
    spaces = {f"r{i}": {"devices": {"br": {"type": "bridge"}}} for i in range(count)}
    spaces["r0"]["devices"]["host"] = {"master": "br", "peer": "host:eth0"}
    for number, (one, other) in enumerate(joints):
        spaces[f"r{one}"]["devices"][f"x{number}"] = {"master": "br", "peer": f"r{other}:y{number}"}
        spaces[f"r{other}"]["devices"][f"y{number}"] = {"master": "br"}
    spaces["host"] = {"devices": {"eth0": {"addr": "10.0.0.1/24"}}}
    return spaces


def chains(depth, width):
    """Each chain jumps so many times to the next: the rules asked are width to the power of depth."""
    lines = ["*filter", ":OUTPUT ACCEPT"] + [f":C{i} - [0:0]" for i in range(depth)] + ["-A OUTPUT -j C0"]
    for i in range(depth):
        what = f"-j C{i + 1}" if i + 1 < depth else "-m mark --mark 0x1 -j DROP"
        lines += [f"-A C{i} {what}"] * width
    return pair(iptables=lines + ["COMMIT"])


def rules(count):
    lines = ["*filter", ":OUTPUT ACCEPT"]
    lines += [f"-A OUTPUT -m mark --mark 0x{i + 1:x} -j DROP" for i in range(count)]
    return pair(iptables=lines + ["COMMIT"])


def sets(entries, asked):
    lines = [f"add s 10.{i >> 16 & 255}.{i >> 8 & 255}.{i & 255}" for i in range(1, entries)]
    ask = ["-A OUTPUT -m set --match-set s dst -m mark --mark 0x1 -j DROP"] * asked
    return pair(ipset=["create s hash:ip"] + lines, iptables=["*filter", ":OUTPUT ACCEPT"] + ask + ["COMMIT"])


def switch(hosts):
    spaces = {"sw": {"devices": {"br": {"type": "bridge"}}}}
    for i in range(hosts):
        spaces["sw"]["devices"][f"p{i}"] = {"master": "br", "peer": f"h{i}:eth0"}
        spaces[f"h{i}"] = {"devices": {"eth0": {"addr": f"10.{1 + (i >> 16)}.{i >> 8 & 255}.{i & 255}/8"}}}
    return spaces


def tunnels(depth):
    """Tunnel k between two hosts runs over tunnel k - 1."""
    spaces = {}
    for host, other in ((1, 2), (2, 1)):
        devices = {"eth0": {"addr": f"10.0.0.{host}/24"}}
        if host == 1:
            devices["eth0"]["peer"] = "h2:eth0"
        for k in range(depth):
            devices[f"vx{k}"] = {
                "type": "vxlan", "id": 100 + k, "learning": True, "dstport": 4789 + k,
                "local": f"10.{k}.0.{host}", "remote": f"10.{k}.0.{other}", "addr": f"10.{k + 1}.0.{host}/24",
            }
        spaces[f"h{host}"] = {"devices": devices}
    return spaces


def fan(hosts):
    """Hosts whose bridges are joined by two full meshes of tunnels."""
    spaces = {"sw": {"devices": {"br": {"type": "bridge"}}}}
    for i in range(1, hosts + 1):
        others = [j for j in range(1, hosts + 1) if j != i]
        devices = {"eth0": {"addr": f"10.1.0.{i}/24"}, "br": {"type": "bridge", "addr": f"10.2.0.{i}/24"}}
        for t in range(2):
            devices[f"vx{t}"] = {
                "type": "vxlan", "id": 7 + t, "dstport": 4789 + t, "local": f"10.1.0.{i}", "master": "br",
                "learning": True, "fdb": [{"mac": "00:00:00:00:00:00", "dst": f"10.1.0.{j}"} for j in others],
            }
        spaces[f"h{i}"] = {"devices": devices}
        spaces["sw"]["devices"][f"p{i}"] = {"master": "br", "peer": f"h{i}:eth0"}
    return spaces


def narrow():
    """A way that begins wide and ends in the narrowest link there is."""
    return {
        "a": {"devices": {"eth0": {"addr": "10.0.0.1/24", "mtu": 65535, "peer": "m:a"}},
              "routes": ["default via 10.0.0.2"]},
        "m": {"sysctls": {"net.ipv4.ip_forward": 1},
              "devices": {"a": {"addr": "10.0.0.2/24", "mtu": 65535},
                          "b": {"addr": "10.0.1.1/24", "mtu": 68, "peer": "c:eth0"}}},
        "c": {"devices": {"eth0": {"addr": "10.0.1.2/24", "mtu": 68}}, "routes": ["default via 10.0.1.1"]},
    }


def misled(routers):
    """Routers on one segment, each of which takes the next one for the way out."""
    spaces = {"sw": {"devices": {"br": {"type": "bridge"}}}}
    for i in range(routers):
        spaces["sw"]["devices"][f"p{i}"] = {"master": "br", "peer": f"r{i}:eth0"}
        spaces[f"r{i}"] = {
            "sysctls": {"net.ipv4.ip_forward": 1},
            "devices": {"eth0": {"addr": f"10.0.0.{i + 1}/24"}},
            "routes": [f"default via 10.0.0.{(i + 1) % routers + 1}"],
        }
    return spaces


def probe(source, to, **more):
    return {"from": source, "to": to, **more}


def all_pairs(count):
    return [(i, j) for i in range(count) for j in range(i + 1, count)]


def ring(count):
    return [(i, (i + 1) % count) for i in range(count)]


HOST = probe("host", "10.0.0.9")
A = probe("a", "10.0.0.2")
CUT = probe("a", "10.0.1.2", size=65000, df="dont")

# name: namespaces, probe, outcome (None: any), how many probes
CASES = {
    "itself": (lambda: bridges(1, [(0, 0)]), HOST, "loop", 1),
    "twice": (lambda: bridges(2, [(0, 1)] * 2), HOST, "loop", 1),
    "a thousand times": (lambda: bridges(2, [(0, 1)] * 1000), HOST, "loop", 1),
    "ring of 3": (lambda: bridges(3, ring(3)), HOST, "loop", 1),
    "ring of 50": (lambda: bridges(50, ring(50)), HOST, "loop", 1),
    "mesh of 30": (lambda: bridges(30, all_pairs(30)), HOST, "loop", 1),
    "ring, 10 probes": (lambda: bridges(50, ring(50)), HOST, "loop", 10),
    "ring, 1000 probes": (lambda: bridges(3, ring(3)), HOST, "loop", 1000),
    "tunnels in a fan": (lambda: fan(10), probe("h1", "10.2.0.99"), "loop", 1),
    "jumps 8^8": (lambda: chains(8, 8), A, "unknown", 1),
    "jumps 10^12": (lambda: chains(12, 10), A, "unknown", 1),
    "jumps 5^5": (lambda: chains(5, 5), A, "delivered", 1),
    "20,000 rules": (lambda: rules(20000), A, "delivered", 1),
    "sets": (lambda: sets(50000, 100), A, "delivered", 1),
    "50 tunnels": (lambda: tunnels(50), probe("h1", "10.50.0.2"), None, 1),
    "3 tunnels, 65,000": (
        lambda: tunnels(3), probe("h1", "10.3.0.2", protocol="udp", port=9, size=65000, df="dont"), None, 1),
    "fragments": (narrow, CUT, "delivered", 1),
    "fragments, 10 probes": (narrow, CUT, "delivered", 10),
    "flood to 1,000": (lambda: switch(1000), probe("h0", "10.200.0.1"), "icmp_unreachable", 1),
    "flood to 4,000": (lambda: switch(4000), probe("h0", "10.200.0.1"), "icmp_unreachable", 1),
    "misled": (lambda: misled(50), probe("r0", "9.9.9.9", ttl=255), None, 1),
}


def run(name):
    namespaces, body, wanted, count = CASES[name]
    made = client.call("POST", "/api/clusters?name=attack", document(namespaces()), client.JSON)
    if made.status != 201:
        client.flag(name, f"not opened, {made.status} {made.text()}")
        return
    id = json.loads(made.body)["id"]
    sent = json.dumps(body if count == 1 else {"probes": [body] * count})
    before = client.cpu()
    answer = client.call("POST", f"/api/clusters/{id}/traces", sent, client.JSON)
    seconds = client.cpu() - before
    outcomes = set()
    if answer.status == 200:
        traces = json.loads(answer.body)
        outcomes = {trace["outcome"]["result"] for trace in (traces["traces"] if count > 1 else [traces])}
    client.call("DELETE", f"/api/clusters/{id}")
    bad = []
    if answer.status != 200:
        bad.append(f"status {answer.status}")
    if seconds > MOST_SECONDS:
        bad.append("slow")
    if len(answer.body) > MOST_OCTETS:
        bad.append("large")
    # of many, those for which no time is left end as unknown, behind one at least that was walked
    if wanted is not None and (wanted not in outcomes or outcomes - ({wanted, "unknown"} if count > 1 else {wanted})):
        bad.append(f"not {wanted}")
    print(
        f"{'!!' if bad else 'ok'} {name:22} cpu {seconds:5.2f} s, {answer.seconds:6.2f} s,"
        f" {len(answer.body):9} octets, {', '.join(sorted(outcomes)) or answer.text()}",
        flush=True,
    )
    for what in bad:
        client.flag(name, what)


def others_are_served():
    """While ten clients send what never ends, another one reads."""
    made = client.call("POST", "/api/clusters?name=attack", document(bridges(50, ring(50))), client.JSON)
    if made.status != 201:
        client.flag("others", f"not opened, {made.status}")
        return
    id = json.loads(made.body)["id"]
    many = json.dumps({"probes": [HOST] * 100})
    with concurrent.futures.ThreadPoolExecutor(10) as pool:
        busy = [pool.submit(client.call, "POST", f"/api/clusters/{id}/traces", many, client.JSON) for _ in range(10)]
        slowest = 0.0
        while not all(each.done() for each in busy):
            answer = client.call("GET", "/api/clusters/article")
            slowest = max(slowest, answer.seconds)
            if answer.status != 200:
                client.flag("others", f"{answer.status} {answer.why}")
    statuses = sorted(each.result().status for each in busy)
    print(f"   ten at once: {statuses}; meanwhile others waited at most {slowest:.2f} s")
    if any(status not in (200, 429, 503) for status in statuses):
        client.flag("ten at once", str(statuses))
    client.call("DELETE", f"/api/clusters/{id}")


client.call("POST", "/api/clusters/article/traces", client.PROBE, client.JSON)  # a cold server is not measured
for case in sys.argv[1:] or CASES:
    run(case)
if not sys.argv[1:]:
    others_are_served()
client.done("walks")
