package dev.podlane.net.filter;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The places where netfilter looks at a packet; the names are those of the iptables chains. The
 * last two are those of a device, before and behind all others.
 */
public enum Hook {
  PREROUTING,
  INPUT,
  FORWARD,
  OUTPUT,
  POSTROUTING,
  INGRESS,
  EGRESS;

  /** The five that IP packets pass. */
  public static List<Hook> ofPackets() {
    return List.of(PREROUTING, INPUT, FORWARD, OUTPUT, POSTROUTING);
  }

  /** The word nft has for it. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The hook of that word, if there is one. */
  public static Optional<Hook> of(String word) {
    for (Hook hook : values()) {
      if (hook.text().equals(word)) {
        return Optional.of(hook);
      }
    }
    return Optional.empty();
  }
}
