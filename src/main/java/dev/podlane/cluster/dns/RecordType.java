package dev.podlane.cluster.dns;

import dev.podlane.net.addr.Ip;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Types of records that can be asked for; a server has no records of some of them. */
public enum RecordType {
  A,
  AAAA,
  CNAME,
  SRV,
  PTR,
  TXT,
  MX,
  NS,
  SOA;

  /** The type of that name in any case. */
  public static Optional<RecordType> named(String name) {
    String upper = name.toUpperCase(Locale.ROOT);
    return Arrays.stream(values()).filter(type -> type.name().equals(upper)).findFirst();
  }

  /** Returns true for the types of addresses. */
  public boolean isAddress() {
    return this == A || this == AAAA;
  }

  /** Returns the type of an address. */
  public static RecordType of(Ip address) {
    return address.isV4() ? A : AAAA;
  }
}
