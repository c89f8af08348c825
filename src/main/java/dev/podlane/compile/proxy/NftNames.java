package dev.podlane.compile.proxy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The names that kube-proxy in mode nftables gives to the chains and sets of a port. */
record NftNames(ProxiedPort port) {
  /** Longer ones are cut (kubernetes {@code pkg/proxy/nftables/proxier.go}, hashAndTruncate). */
  private static final int LONGEST = 240;

  private static final String CUT = "...";
  private static final String ENDPOINT = "__";
  private static final List<String> PREFIXES =
      List.of("service-", "local-", "external-", "firewall-", "endpoint-");

  /** {@code namespace/service/protocol/port}. */
  String name() {
    return port.ref().path() + "/" + port.protocolWord() + "/" + port.port().name();
  }

  /** Returns true if a port may have a chain of that name. */
  static boolean isOfPort(String chain) {
    return PREFIXES.stream().anyMatch(chain::startsWith);
  }

  /** The name of the port in the name of one of its chains; null if that was cut. */
  static @Nullable String portIn(String chain) {
    if (chain.endsWith(CUT)) {
      return null;
    }
    String behindHash = chain.substring(chain.indexOf('-') + 1);
    String name = behindHash.substring(behindHash.indexOf('-') + 1);
    int endpoint = name.indexOf(ENDPOINT);
    return endpoint < 0 ? name : name.substring(0, endpoint);
  }

  private static String named(String prefix, String name) {
    String full = prefix + ServiceHash.of(name, 8) + "-" + name;
    return full.length() <= LONGEST ? full : full.substring(0, LONGEST - CUT.length()) + CUT;
  }

  String cluster() {
    return named("service-", name());
  }

  String local() {
    return named("local-", name());
  }

  String external() {
    return named("external-", name());
  }

  String firewall() {
    return named("firewall-", name());
  }

  String endpointName(Backend each) {
    return name() + ENDPOINT + each.address() + "/" + each.port();
  }

  String endpoint(Backend each) {
    return named("endpoint-", endpointName(each));
  }

  String affinity(Backend each) {
    return named("affinity-", endpointName(each));
  }
}
