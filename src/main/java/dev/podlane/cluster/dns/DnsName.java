package dev.podlane.cluster.dns;

import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An absolute domain name in lower case, as names compare regardless of case (RFC 4343; rule 81).
 *
 * @param labels the first one leftmost; empty for the root
 */
public record DnsName(List<String> labels) {
  /** The root of all names. */
  public static final DnsName ROOT = new DnsName(List.of());

  private static final int MOST_LABEL = 63;

  /** 255 octets on the wire (RFC 1035 2.3.4) are 253 characters of text. */
  private static final int MOST_TEXT = 253;

  private static final DnsName V4 = new DnsName(List.of("in-addr", "arpa"));
  private static final DnsName V6 = new DnsName(List.of("ip6", "arpa"));

  public DnsName {
    labels = List.copyOf(labels);
  }

  /**
   * Reads a name, with or without a dot at its end; empty if a label is empty or longer than 63
   * characters, the name is longer than 253, or a character is not printable ASCII.
   */
  public static Optional<DnsName> tryParse(String text) {
    String name = text.endsWith(".") ? text.substring(0, text.length() - 1) : text;
    if (text.equals(".")) {
      return Optional.of(ROOT);
    }
    if (name.isEmpty() || name.length() > MOST_TEXT || !name.chars().allMatch(DnsName::isAllowed)) {
      return Optional.empty();
    }
    List<String> labels = List.of(name.toLowerCase(Locale.ROOT).split("\\.", -1));
    boolean fits =
        labels.stream().allMatch(label -> !label.isEmpty() && label.length() <= MOST_LABEL);
    return fits ? Optional.of(new DnsName(labels)) : Optional.empty();
  }

  private static boolean isAllowed(int character) {
    return character > ' ' && character < 127 && character != '\\';
  }

  /**
   * As {@link #tryParse}.
   *
   * @throws IllegalArgumentException if the text is no name
   */
  public static DnsName parse(String text) {
    return tryParse(text).orElseThrow(() -> new IllegalArgumentException("no DNS name: " + text));
  }

  /** The name under which an address is looked up (RFC 1035 3.5, RFC 3596 2.5). */
  public static DnsName reverse(Ip address) {
    List<String> labels = new ArrayList<>();
    if (address.isV4()) {
      labels.addAll(List.of(address.toString().split("\\.", -1)));
    } else {
      String digits = String.format(Locale.ROOT, "%016x%016x", address.high(), address.low());
      digits.chars().forEach(digit -> labels.add(Character.toString(digit)));
    }
    Collections.reverse(labels);
    labels.addAll((address.isV4() ? V4 : V6).labels);
    return new DnsName(labels);
  }

  /** The address that this name is the reverse of; empty if it is none. */
  public Optional<Ip> address() {
    List<String> parts =
        new ArrayList<>(labels.subList(0, Math.max(0, labels.size() - V4.labels.size())));
    Collections.reverse(parts);
    if (isIn(V4) && parts.size() == 4) {
      return Ip.tryParse(String.join(".", parts));
    }
    boolean digits = parts.size() == 32 && parts.stream().allMatch(part -> part.length() == 1);
    return isIn(V6) && digits
        ? Ip.tryParse(String.join("", parts).replaceAll("(.{4})(?!$)", "$1:"))
        : Optional.empty();
  }

  /** Returns true if it is a zone's name, or a name below it. */
  public boolean isIn(DnsName zone) {
    int more = labels.size() - zone.labels.size();
    return more >= 0 && labels.subList(more, labels.size()).equals(zone.labels);
  }

  /** The labels in front of a zone that it is in. */
  public List<String> before(DnsName zone) {
    return labels.subList(0, labels.size() - zone.labels.size());
  }

  /** This name with the labels of another behind it; empty if that is too long. */
  public Optional<DnsName> under(DnsName parent) {
    List<String> all = new ArrayList<>(labels);
    all.addAll(parent.labels);
    DnsName whole = new DnsName(all);
    return whole.toString().length() <= MOST_TEXT + 1 ? Optional.of(whole) : Optional.empty();
  }

  /** Its last label; empty for the root. */
  public String top() {
    return labels.isEmpty() ? "" : labels.get(labels.size() - 1);
  }

  /** The name without a dot at its end, as objects and tools write it; a dot for the root. */
  public String text() {
    return labels.isEmpty() ? "." : String.join(".", labels);
  }

  /** The name with a dot at its end, as answers show it. */
  @Override
  public String toString() {
    return labels.isEmpty() ? "." : String.join(".", labels) + ".";
  }
}
