package dev.podlane.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Protocol;
import dev.podlane.workspace.ProbeRequest;
import dev.podlane.workspace.Workspace;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TerminalTest {
  private static final String CLUSTER =
      """
      {apiVersion: v1, kind: Pod, metadata: {name: web-1}, spec: {nodeName: node-1,
       containers: [{name: nginx, image: 'nginx:1', ports: [{containerPort: 80}]}]},
       status: {phase: Running, podIP: 10.0.1.2}}
      ---
      {apiVersion: v1, kind: Pod, metadata: {name: web-2}, spec: {nodeName: node-2,
       containers: [{name: nginx, image: 'nginx:1', ports: [{containerPort: 80}]}]},
       status: {phase: Running, podIP: 10.0.2.2}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: node-1}, spec: {podCIDR: 10.0.1.0/24},
       status: {addresses: [{type: InternalIP, address: 10.100.0.2}]}}
      ---
      {apiVersion: v1, kind: Node, metadata: {name: node-2}, spec: {podCIDR: 10.0.2.0/24},
       status: {addresses: [{type: InternalIP, address: 10.100.0.3}]}}
      ---
      {apiVersion: v1, kind: Service, metadata: {name: web}, spec: {clusterIP: 10.96.0.20,
       selector: {app: web}, ports: [{port: 80}]}}
      """;
  private static final Workspace OPENED = Workspace.open("", CLUSTER);

  private static Reply reply(String namespace, String line) {
    return new Terminal(OPENED).answer(namespace, line, Optional.empty(), () -> true).orElseThrow();
  }

  @Test
  void pingPrintsAsIputilsDoes() {
    Reply reply = reply("default/web-1", "ping -c 2 10.0.2.2");

    assertThat(reply.text().lines())
        .containsExactly(
            "PING 10.0.2.2 (10.0.2.2) 56(84) bytes of data.",
            "64 bytes from 10.0.2.2: icmp_seq=1 ttl=61",
            "64 bytes from 10.0.2.2: icmp_seq=2 ttl=61",
            "",
            "--- 10.0.2.2 ping statistics ---",
            "2 packets transmitted, 2 received, 0% packet loss");
    assertThat(reply.exitCode()).isZero();
    assertThat(reply.walks()).hasSize(2).allMatch(walk -> walk.to().equals("10.0.2.2"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ping -t 2 10.0.2.2       | From 10.100.0.1 icmp_seq=1 Time to live exceeded         | 1",
        "ping 10.9.9.9            | From 10.100.0.1 icmp_seq=1 Destination Net Unreachable   | 1",
        "ping -M do -s 1500 10.0.2.2 | ping: sendmsg: Message too long                       | 2",
        "dig +short +search web   | 10.96.0.20                                               | 0",
        "dig web                  | status: NXDOMAIN                                         | 0",
        "dig -x 10.96.0.20 +short | web.default.svc.cluster.local.                           | 0",
        "dig web.default.svc.cluster.local AAAA | status: NOERROR                            | 0",
        "dig web NOTYPE           | invalid type NOTYPE                                      | 1",
        "dig example.com          | podlane: unknown                                         | 9",
        "nslookup web             | Address: 10.96.0.20                                      | 0",
        "nslookup nope            | '** server can''t find nope: NXDOMAIN'                   | 1",
        "nslookup 10.96.0.20      | name = web.default.svc.cluster.local.                    | 0",
        "getent hosts web         | 10.96.0.20      web.default.svc.cluster.local            | 0",
        "getent hosts localhost   | 127.0.0.1       localhost                                | 0",
        "getent hosts nope        | ''                                                       | 2",
        "cat /etc/resolv.conf     | search default.svc.cluster.local svc.cluster.local       | 0",
        "cat /etc/hosts           | 10.0.1.2                                                 | 0",
        "cat /etc/shadow          | cat: /etc/shadow: No such file or directory              | 1",
        "cat /etc/../etc/shadow   | No such file or directory                                | 1",
        "ls /etc                  | resolv.conf                                              | 0",
        "ls /root                 | No such file or directory                                | 2",
        "ping -c1 localhost       | 64 bytes from 127.0.0.1                                  | 0",
        "curl http://10.0.2.2/    | HTTP/1.1 200 OK                                          | 0",
        "curl -s 10.0.2.2/x       | HTTP/1.1 200 OK                                          | 0",
        "curl http://10.0.2.2:81/ | curl: (7) Failed to connect to 10.0.2.2 port 81: Connection"
            + " refused | 7",
        "curl http://web/         | curl: (7) Failed to connect to web port 80               | 7",
        "curl http://nope/        | curl: (6) Could not resolve host: nope                   | 6",
        "curl ftp://10.0.2.2/     | 'curl: (1) Protocol \"ftp\" not supported'               | 1",
        "curl http:///            | curl: (3) URL rejected                                   | 3",
        "curl                     | usage: curl                                              | 2",
        "curl -H nonsense http://10.0.2.2/ | usage: -H                                          |"
            + " 2",
        "nc -zv web 80            | nc: connect to web port 80 (tcp) failed: Connection refused |"
            + " 1",
        "ping nobody              | ping: nobody: Name or service not known                  | 2",
        "ping                     | usage: ping                                              | 2",
        "ping -x 10.0.2.2         | ping: invalid option -- 'x'                              | 2",
        "ping -c                  | ping: option requires an argument -- 'c'                 | 2",
        "ping -c 101 10.0.2.2     | out of range: 1 <= value <= 100                          | 2",
        "nc -zv 10.0.2.2 80       | Connection to 10.0.2.2 80 port [tcp/http] succeeded!     | 0",
        "nc -zv 10.0.2.2 81       | nc: connect to 10.0.2.2 port 81 (tcp) failed: Connection"
            + " refused | 1",
        "nc -zvu 10.0.2.2 81      | (udp) failed: Connection refused                         | 1",
        "nc 10.0.2.2 80           | usage: nc                                                | 1",
        "traceroute -m 2 10.0.2.2 | ' 2  10.100.0.1 (10.100.0.1)'                            | 0",
        "traceroute -I 10.0.2.2   | ' 4  10.0.2.2 (10.0.2.2)'                                | 0",
        "traceroute -T 10.9.9.9   | ' 2  10.100.0.1 (10.100.0.1) !N'                         | 0",
        "arping 10.0.1.1          | Received 1 response(s)                                   | 0",
        "arping 10.0.2.2          | podlane: 10.0.2.2 is no neighbour here                   | 2",
        "arping -I eth7 10.0.1.1  | arping: Device eth7 not available.                       | 2",
        "tcpdump                  | podlane: tcpdump listens during a walk                   | 1",
        "crictl ps                | crictl: no container runtime answers here                | 1",
        "lsns                     | /pause                                                   | 0",
        "help                     | 'traceroute [-I|-T]'                                     | 0",
        "'ping 10.0.2.2 | grep'   | podlane                                                  | 1",
      })
  void programsAnswerInTheirOwnWords(String line, String text, int exitCode) {
    Reply reply = reply("default/web-1", line);

    assertThat(reply.text()).contains(text);
    assertThat(reply.exitCode()).isEqualTo(exitCode);
  }

  @Test
  void aHostThatDoesNotAnswerIsAskedForAndNotFound() {
    assertThat(reply("default/web-1", "arping 10.0.1.99").text().lines())
        .first()
        .isEqualTo("ARPING 10.0.1.99 from 10.0.1.2 eth0");
    assertThat(reply("default/web-1", "arping 10.0.1.99").exitCode()).isEqualTo(1);
    assertThat(reply("default/web-1", "ping 10.0.1.99").text())
        .contains("From 10.0.1.2 icmp_seq=1 Destination Host Unreachable");
  }

  @Test
  void aNodeListsItsContainersAndNamespaces() {
    assertThat(reply("node-1", "crictl ps").text())
        .isEqualTo(
            """
            IMAGE     STATE     NAME    POD     NAMESPACE
            nginx:1   Running   nginx   web-1   default\
            """);
    assertThat(reply("node-1", "lsns -t net").text())
        .isEqualTo(
            """
            NS              TYPE   COMMAND
            node-1          net    /sbin/init
            default/web-1   net    /pause\
            """);
  }

  @Test
  void tcpdumpSeesTheWalkThatItListensTo() {
    ProbeRequest walk =
        new ProbeRequest("default/web-1", "default/web-2", Protocol.TCP, 80, 64, true, 0);
    Reply reply =
        new Terminal(OPENED)
            .answer("default/web-2", "tcpdump -ni eth0 tcp", Optional.of(walk), () -> true)
            .orElseThrow();

    assertThat(reply.text().lines())
        .containsExactly(
            "00:00:00.000000 IP 10.0.1.2.40165 > 10.0.2.2.80: Flags [S], length 0",
            "00:00:00.000000 IP 10.0.2.2.80 > 10.0.1.2.40165: Flags [S.], length 0",
            "00:00:00.000000 IP 10.0.1.2.40165 > 10.0.2.2.80: Flags [.], length 0",
            "3 packets captured");
  }

  @Test
  void otherToolsAreNotTheTerminals() {
    assertThat(
            new Terminal(OPENED).answer("default/web-1", "ip route", Optional.empty(), () -> true))
        .isEmpty();
    assertThat(
            new Terminal(OPENED).answer("nowhere", "ping 10.0.2.2", Optional.empty(), () -> true))
        .isEmpty();
  }
}
