package dev.podlane.net.filter;

import java.util.Locale;
import java.util.Optional;

/** Families of tables: which packets a table is asked about. */
public enum Family {
  IP,
  IP6,
  /** Both IPv4 and IPv6. */
  INET,
  ARP,
  BRIDGE,
  NETDEV;

  /** The word nft has for it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The family of that word, if there is one. */
  public static Optional<Family> of(String word) {
    for (Family family : values()) {
      if (family.text().equals(word)) {
        return Optional.of(family);
      }
    }
    return Optional.empty();
  }

  /** Returns true if IPv4 packets meet its chains. */
  public boolean seesV4() {
    return this == IP || this == INET;
  }

  /** Returns true if IP packets of some version meet its chains. */
  public boolean seesIp() {
    return this == IP || this == IP6 || this == INET;
  }
}
