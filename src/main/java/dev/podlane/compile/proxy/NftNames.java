package dev.podlane.compile.proxy;

/**
 * The names that kube-proxy in mode nftables gives to the chains and sets of a port.
 *
 * @param name {@code namespace/service/protocol/port}
 */
record NftNames(String name) {
  /** Longer ones are cut (kubernetes {@code pkg/proxy/nftables/proxier.go}, hashAndTruncate). */
  private static final int LONGEST = 240;

  static NftNames of(ProxiedPort port) {
    return new NftNames(port.ref().path() + "/" + port.protocolWord() + "/" + port.port().name());
  }

  private static String named(String prefix, String name) {
    String full = prefix + ServiceHash.of(name, 8) + "-" + name;
    return full.length() <= LONGEST ? full : full.substring(0, LONGEST - 3) + "...";
  }

  String cluster() {
    return named("service-", name);
  }

  String local() {
    return named("local-", name);
  }

  String external() {
    return named("external-", name);
  }

  String firewall() {
    return named("firewall-", name);
  }

  String endpointName(Backend each) {
    return name + "__" + each.address() + "/" + each.port();
  }

  String endpoint(Backend each) {
    return named("endpoint-", endpointName(each));
  }

  String affinity(Backend each) {
    return named("affinity-", endpointName(each));
  }
}
