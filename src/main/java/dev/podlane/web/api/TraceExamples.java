package dev.podlane.web.api;

/** Traces as the OpenAPI document shows them, shortened: the gateway's part of the first walk. */
final class TraceExamples {
  /** Packets once: the two steps see one packet, and one of them leaves another. */
  static final String STAGES =
      """
      {"detail": "stages",
       "probe": {"from": "default/web-1", "to": "10.0.2.2", "protocol": "tcp", "port": 80,
         "ttl": 64, "cold": true, "seed": 0, "size": 0, "df": "want", "source": "10.0.1.2",
         "destination": "10.0.2.2", "fromNamespace": "default/web-1",
         "toNamespace": "default/web-2"},
       "outcome": {"result": "delivered", "server": {"ns": "default/web-2", "listener": "nginx",
         "sees_src": "10.0.1.2", "sees_sport": 40165, "local": "10.0.2.2:80"},
         "answeredBy": {"netns": "default/web-2", "object": {"kind": "Pod", "namespace": "default",
         "name": "web-2"}, "meant": null},
         "sentence": "Delivered: nginx on default/web-2 answered; it saw the sender as 10.0.1.2."},
       "hops": [{"id": 15, "parent": {"hop": 6, "step": 14}, "tick": 3, "timeMillis": 0,
         "flow": "request", "packet": 0, "namespace": "gateway", "infra": false,
         "steps": [{"index": 2, "seq": 72, "type": "RouteLookup", "level": "story",
         "device": "eth0",
         "sentence": "gateway looks up 10.0.2.2: 10.0.2.0/24 matches, so the packet goes by eth0 to the next hop 10.100.0.3.",
         "fields": {"destination": "10.0.2.2", "source": "10.0.1.2", "inDevice": "eth0",
         "decision": "via", "table": "main", "matched": "10.0.2.0/24", "outDevice": "eth0",
         "nextHop": "10.100.0.3"}, "before": 0, "after": 0,
         "command": "ssh gateway ip route get 10.0.2.2 from 10.0.1.2 iif eth0"}, {"index": 5,
         "seq": 75, "type": "TtlDecremented", "level": "story", "device": null,
         "sentence": "gateway forwards the packet, so its time to live falls from 63 to 62.",
         "fields": {"before": 63, "after": 62}, "before": 0, "after": 1, "command": null}]}],
       "folds": [{"type": "arp", "seq": 79, "parent": {"hop": 15, "step": 8}, "requests": [16],
         "namespace": "gateway", "device": "eth0", "address": "10.100.0.3",
         "answeredBy": ["node-2"], "hops": 7, "steps": 11, "others": 0,
         "sentence": "gateway asks on eth0 who has 10.100.0.3; node-2 answers."}],
       "paths": {"request": "{10.0.1.2:40165>10.0.2.2:80} default/web-1/eth0>64 node-1/ve …"},
       "connections": [],
       "packets": [{"summary": "10.0.1.2→10.0.2.2 · TTL 63", "layers": [{"type": "ethernet",
         "fields": {"src": "02:00:00:00:03:02", "dst": "02:00:00:00:01:02", "type": "0x0800"}},
         {"type": "ipv4", "fields": {"src": "10.0.1.2", "dst": "10.0.2.2", "ttl": "63",
         "protocol": "6", "id": "2", "flags": "DF", "offset": "0", "length": "60"}}, {"type": "tcp",
         "fields": {"sport": "40165", "dport": "80", "flags": "SYN"}}]},
         {"summary": "10.0.1.2→10.0.2.2 · TTL 62", "layers": [{"type": "ethernet",
         "fields": {"src": "02:00:00:00:03:02", "dst": "02:00:00:00:01:02", "type": "0x0800"}},
         {"type": "ipv4", "fields": {"src": "10.0.1.2", "dst": "10.0.2.2", "ttl": "62",
         "protocol": "6", "id": "2", "flags": "DF", "offset": "0", "length": "60"}}, {"type": "tcp",
         "fields": {"sport": "40165", "dport": "80", "flags": "SYN"}}]}]}
      """;

  /** A table once; the step holds the verdict on each row. */
  static final String ROWS =
      """
      {"detail": "rows",
       "hops": [{"id": 15, "parent": {"hop": 14, "step": 3}, "tick": 3, "timeMillis": 0,
         "flow": "request", "packet": 0, "namespace": "gateway", "infra": false,
         "steps": [{"index": 2, "seq": 72, "type": "RouteLookup", "level": "story",
         "device": "eth0",
         "sentence": "gateway looks up 10.0.2.2: 10.0.2.0/24 matches, so the packet goes by eth0 to the next hop 10.100.0.3.",
         "fields": {"destination": "10.0.2.2", "source": "10.0.1.2", "inDevice": "eth0",
         "decision": "via", "table": "main", "matched": "10.0.2.0/24", "outDevice": "eth0",
         "nextHop": "10.100.0.3"}, "before": 0, "after": 0, "evidence": [{"table": 0,
         "rows": [{"verdict": "near", "note": "ends at 10.0.1.255; 10.0.2.2 is outside"},
         {"verdict": "matched", "note": "the longest prefix that contains 10.0.2.2"},
         {"verdict": "other", "note": "does not contain 10.0.2.2"}], "omitted": 0}],
         "command": "ssh gateway ip route get 10.0.2.2 from 10.0.1.2 iif eth0"}]}],
       "packets": [{"summary": "10.0.1.2→10.0.2.2 · TTL 63", "layers": [{"type": "ethernet",
         "fields": {"src": "02:00:00:00:03:02", "dst": "02:00:00:00:01:02", "type": "0x0800"}},
         {"type": "ipv4", "fields": {"src": "10.0.1.2", "dst": "10.0.2.2", "ttl": "63",
         "protocol": "6", "id": "2", "flags": "DF", "offset": "0", "length": "60"}}, {"type": "tcp",
         "fields": {"sport": "40165", "dport": "80", "flags": "SYN"}}]}],
       "tables": [{"title": "gateway · ip route show table main", "columns": ["type", "destination",
         "via", "dev", "src", "metric", "proto"], "rows": [["", "10.0.1.0/24", "10.100.0.2", "eth0",
         "", "", "boot"], ["", "10.0.2.0/24", "10.100.0.3", "eth0", "", "", "boot"], ["",
         "10.100.0.0/24", "", "eth0", "10.100.0.1", "", "kernel"]]}]}
      """;

  /** The same step with its packets and its table in place. */
  static final String FULL =
      """
      {"detail": "rows",
       "hops": [{"id": 15, "parent": {"hop": 14, "step": 3}, "tick": 3, "timeMillis": 0,
         "flow": "request", "packet": 0, "namespace": "gateway", "infra": false,
         "steps": [{"index": 2, "seq": 72, "type": "RouteLookup", "level": "story",
         "device": "eth0",
         "sentence": "gateway looks up 10.0.2.2: 10.0.2.0/24 matches, so the packet goes by eth0 to the next hop 10.100.0.3.",
         "fields": {"destination": "10.0.2.2", "source": "10.0.1.2", "inDevice": "eth0",
         "decision": "via", "table": "main", "matched": "10.0.2.0/24", "outDevice": "eth0",
         "nextHop": "10.100.0.3"}, "before": {"summary": "10.0.1.2→10.0.2.2 · TTL 63",
         "layers": [{"type": "ethernet", "fields": {"src": "02:00:00:00:03:02",
         "dst": "02:00:00:00:01:02", "type": "0x0800"}}, {"type": "ipv4",
         "fields": {"src": "10.0.1.2", "dst": "10.0.2.2", "ttl": "63", "protocol": "6", "id": "2",
         "flags": "DF", "offset": "0", "length": "60"}}, {"type": "tcp",
         "fields": {"sport": "40165", "dport": "80", "flags": "SYN"}}]},
         "after": {"summary": "10.0.1.2→10.0.2.2 · TTL 63", "layers": [{"type": "ethernet",
         "fields": {"src": "02:00:00:00:03:02", "dst": "02:00:00:00:01:02", "type": "0x0800"}},
         {"type": "ipv4", "fields": {"src": "10.0.1.2", "dst": "10.0.2.2", "ttl": "63",
         "protocol": "6", "id": "2", "flags": "DF", "offset": "0", "length": "60"}}, {"type": "tcp",
         "fields": {"sport": "40165", "dport": "80", "flags": "SYN"}}]},
         "evidence": [{"title": "gateway · ip route show table main", "columns": ["type",
         "destination", "via", "dev", "src", "metric", "proto"], "rows": [{"cells": ["",
         "10.0.1.0/24", "10.100.0.2", "eth0", "", "", "boot"], "verdict": "near",
         "note": "ends at 10.0.1.255; 10.0.2.2 is outside"}, {"cells": ["", "10.0.2.0/24",
         "10.100.0.3", "eth0", "", "", "boot"], "verdict": "matched",
         "note": "the longest prefix that contains 10.0.2.2"}, {"cells": ["", "10.100.0.0/24", "",
         "eth0", "10.100.0.1", "", "kernel"], "verdict": "other",
         "note": "does not contain 10.0.2.2"}], "omitted": 0}],
         "command": "ssh gateway ip route get 10.0.2.2 from 10.0.1.2 iif eth0"}]}]}
      """;

  private TraceExamples() {}
}
