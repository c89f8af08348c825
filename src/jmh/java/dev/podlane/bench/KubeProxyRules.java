package dev.podlane.bench;

import dev.podlane.console.iptables.RestoreReader;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.filter.Ruleset;
import java.util.Locale;

/**
 * The rules that kube-proxy writes for so many services, in the shape of the recorded node of
 * {@code src/test/resources/kernel/g1-services-brnf1.json}. Each service has its address and its
 * own chains, as kube-proxy makes them; the endpoints of all are the same few addresses of one pod.
 */
final class KubeProxyRules {
  /** Endpoints of each service, as in the measurements of the kernel. */
  static final int ENDPOINTS = 15;

  /** Address of the first endpoint; the others follow. */
  static final int FIRST_ENDPOINT = 10;

  private static final Ip FIRST_SERVICE = Ip.parse("10.96.0.0");

  private final RestoreReader rules = new RestoreReader(Ruleset.NONE, true);

  private KubeProxyRules() {}

  /** Address of a service. */
  static Ip address(int service) {
    return FIRST_SERVICE.plus(service);
  }

  static Ruleset of(int services) {
    KubeProxyRules writer = new KubeProxyRules();
    writer.nat(services);
    writer.filter();
    writer.rules.end();
    return writer.rules.rules();
  }

  private void line(String form, Object... arguments) {
    rules.line(String.format(Locale.ROOT, form, arguments));
  }

  private void nat(int services) {
    line("*nat");
    line(":KUBE-SERVICES - [0:0]");
    line(":KUBE-NODEPORTS - [0:0]");
    line(":KUBE-POSTROUTING - [0:0]");
    line(":KUBE-MARK-MASQ - [0:0]");
    for (int service = 1; service <= services; service++) {
      line(":KUBE-SVC-%d - [0:0]", service);
      for (int endpoint = 0; endpoint < ENDPOINTS; endpoint++) {
        line(":KUBE-SEP-%d-%d - [0:0]", service, endpoint);
      }
    }
    line("-A PREROUTING -j KUBE-SERVICES");
    line("-A OUTPUT -j KUBE-SERVICES");
    line("-A POSTROUTING -j KUBE-POSTROUTING");
    for (int service = 1; service <= services; service++) {
      service(service);
    }
    line("-A KUBE-SERVICES -m addrtype --dst-type LOCAL -j KUBE-NODEPORTS");
    line("-A KUBE-MARK-MASQ -j MARK --set-xmark 0x4000/0x4000");
    line("-A KUBE-POSTROUTING -m mark ! --mark 0x4000/0x4000 -j RETURN");
    line("-A KUBE-POSTROUTING -j MARK --set-xmark 0x4000/0x0");
    line("-A KUBE-POSTROUTING -j MASQUERADE");
    line("COMMIT");
  }

  private void service(int number) {
    String to = address(number) + "/32 -p tcp -m tcp --dport 80";
    line("-A KUBE-SERVICES -d %s -j KUBE-SVC-%d", to, number);
    line("-A KUBE-SVC-%d ! -s 10.0.0.0/16 -d %s -j KUBE-MARK-MASQ", number, to);
    for (int endpoint = 0; endpoint < ENDPOINTS; endpoint++) {
      int left = ENDPOINTS - endpoint;
      String chance =
          left == 1
              ? ""
              : String.format(
                  Locale.ROOT, "-m statistic --mode random --probability %.10f ", 1.0 / left);
      String pod = "10.0.2." + (FIRST_ENDPOINT + endpoint);
      line("-A KUBE-SVC-%d %s-j KUBE-SEP-%d-%d", number, chance, number, endpoint);
      line("-A KUBE-SEP-%d-%d -s %s/32 -j KUBE-MARK-MASQ", number, endpoint, pod);
      line("-A KUBE-SEP-%d-%d -p tcp -m tcp -j DNAT --to-destination %s:80", number, endpoint, pod);
    }
  }

  private void filter() {
    line("*filter");
    line(":KUBE-SERVICES - [0:0]");
    line(":KUBE-EXTERNAL-SERVICES - [0:0]");
    line(":KUBE-FORWARD - [0:0]");
    line("-A INPUT -m conntrack --ctstate NEW -j KUBE-EXTERNAL-SERVICES");
    line("-A FORWARD -j KUBE-FORWARD");
    line("-A FORWARD -m conntrack --ctstate NEW -j KUBE-SERVICES");
    line("-A FORWARD -m conntrack --ctstate NEW -j KUBE-EXTERNAL-SERVICES");
    line("-A OUTPUT -m conntrack --ctstate NEW -j KUBE-SERVICES");
    line("-A KUBE-FORWARD -m conntrack --ctstate INVALID -j DROP");
    line("-A KUBE-FORWARD -m mark --mark 0x4000/0x4000 -j ACCEPT");
    line("-A KUBE-FORWARD -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT");
    line("COMMIT");
  }
}
