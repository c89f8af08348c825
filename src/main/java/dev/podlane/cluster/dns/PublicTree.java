package dev.podlane.cluster.dns;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The part of the public name space that is certain: a name whose last label is no top-level domain
 * of the root zone does not exist (RFC 8020), unless the label is one that private networks use.
 */
final class PublicTree {
  /** Top-level labels that resolvers of private networks answer (RFC 6762 app. G, RFC 8375). */
  private static final Set<String> PRIVATE =
      Set.of(
          "corp",
          "domain",
          "home",
          "host",
          "internal",
          "intranet",
          "intra",
          "lan",
          "local",
          "localdomain",
          "localhost",
          "mail",
          "prod",
          "private",
          "workgroup");

  private static final Set<String> TOP = read();

  private PublicTree() {}

  /**
   * Returns true if a name is surely not there.
   *
   * @param domain the cluster's own domain, which nobody outside knows
   */
  static boolean lacks(DnsName name, DnsName domain) {
    if (name.labels().isEmpty() || name.address().isPresent()) {
      return false;
    }
    boolean ofCluster = name.isIn(domain) && !TOP.contains(domain.top());
    boolean single = name.labels().size() == 1;
    return ofCluster || (!TOP.contains(name.top()) && (single || !PRIVATE.contains(name.top())));
  }

  private static Set<String> read() {
    try (InputStream in =
        Objects.requireNonNull(PublicTree.class.getResourceAsStream("/dns/tlds.txt"))) {
      return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .collect(Collectors.toUnmodifiableSet());
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }
}
