package dev.podlane.cluster.dns.server;

import java.util.List;
import java.util.Set;

/** The plugins of CoreDNS in the order in which a query passes them (coredns plugin.cfg). */
final class PluginOrder {
  private static final List<String> ORDER =
      List.of(
          ("root metadata geoip cancel proxyproto quic grpc_server https https3 timeouts"
                  + " multisocket reload nsid bufsize bind debug trace ready health pprof shed"
                  + " prometheus errors log dnstap local dns64 any chaos loadbalance tsig rewrite"
                  + " autopath acl cache header dnssec tls minimal template transfer hosts route53"
                  + " azure clouddns k8s_external kubernetes file auto secondary etcd loop forward"
                  + " grpc erratic whoami on sign view nomad")
              .split(" ", -1));

  /** Plugins that change no answer to an ordinary question, or nothing of it that counts. */
  private static final Set<String> HARMLESS =
      Set.of(
          "root",
          "metadata",
          "geoip",
          "cancel",
          "timeouts",
          "multisocket",
          "reload",
          "nsid",
          "bufsize",
          "bind",
          "debug",
          "trace",
          "ready",
          "health",
          "pprof",
          "prometheus",
          "errors",
          "log",
          "dnstap",
          "any",
          "chaos",
          "loadbalance",
          "cache",
          "header",
          "dnssec",
          "minimal",
          "transfer",
          "loop",
          "on");

  private PluginOrder() {}

  /** The position of a plugin; those that no standard build has come first. */
  static int of(String plugin) {
    return ORDER.indexOf(plugin);
  }

  static boolean isHarmless(String plugin) {
    return HARMLESS.contains(plugin);
  }
}
