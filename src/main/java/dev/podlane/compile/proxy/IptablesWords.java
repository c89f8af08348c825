package dev.podlane.compile.proxy;

import dev.podlane.cluster.object.KubeProxy;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.filter.CountConditions;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OtherMatch;
import dev.podlane.net.filter.RecentHosts;
import java.util.List;

/** The matches and names that several rules of kube-proxy in mode iptables share. */
final class IptablesWords {
  static final String MARK = "KUBE-MARK-MASQ";
  private static final Prefix LOOPBACK = Prefix.parse("127.0.0.0/8");

  private IptablesWords() {}

  /** Returns true if node ports are taken on 127.0.0.1. */
  static boolean takesLocalhost(KubeProxy proxy) {
    boolean contains =
        proxy.nodePorts().isAll()
            || proxy.nodePorts().blocks().stream().anyMatch(block -> block.overlaps(LOOPBACK));
    return proxy.localhostNodePorts() && contains;
  }

  /** {@code -m nfacct}: counts. */
  static Match counter(String name) {
    return new OtherMatch.Extension(
        "-m nfacct --nfacct-name  " + name, List.of(new CountConditions.Accounting(name)));
  }

  /** {@code -m recent --rcheck}: the client chose this endpoint not long ago. */
  static Match remembered(String name, int seconds) {
    String text = "--rcheck --seconds " + seconds + " --reap";
    return recent(RecentHosts.Verb.RCHECK, text, name, seconds);
  }

  /** {@code -m recent --set}: the client chooses this endpoint. */
  static Match remembers(String name) {
    return recent(RecentHosts.Verb.SET, "--set", name, 0);
  }

  private static Match recent(RecentHosts.Verb verb, String words, String name, int seconds) {
    int everyBit = -1;
    RecentHosts hosts =
        new RecentHosts(verb, name, false, everyBit, seconds, 0, seconds > 0, false, false);
    String text = "-m recent " + words + " --name " + name + " --mask 255.255.255.255 --rsource";
    return new OtherMatch.Extension(text, List.of(hosts));
  }
}
