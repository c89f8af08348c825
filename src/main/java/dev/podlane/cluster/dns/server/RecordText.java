package dev.podlane.cluster.dns.server;

import dev.podlane.cluster.dns.DnsName;
import dev.podlane.cluster.dns.DnsRecord;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Reads a record as zone files write it: {@code NAME [TTL] [IN] TYPE DATA} (RFC 1035 5.1). */
final class RecordText {
  private static final int DEFAULT_TTL = 3_600;

  private RecordText() {}

  /** Returns true if records of the type can be read. */
  static boolean isKnown(String type) {
    return List.of("A", "AAAA", "CNAME", "PTR", "SRV", "TXT").contains(type);
  }

  /** The type that a text names, in upper case; empty if it names none. */
  static String type(String text) {
    List<String> words = words(text);
    int at = afterTtl(words);
    return at < words.size() ? words.get(at).toUpperCase(Locale.ROOT) : "";
  }

  private static List<String> words(String text) {
    return new ArrayList<>(List.of(text.strip().split("\\s+", -1)));
  }

  /** TTL and class may stand in either order. */
  private static int afterTtl(List<String> words) {
    int at = 1;
    while (at < words.size() && at < 3 && (isNumber(words.get(at)) || isClass(words.get(at)))) {
      at++;
    }
    return at;
  }

  private static boolean isNumber(String word) {
    return word.length() <= 9
        && !word.isEmpty()
        && word.chars().allMatch(c -> c >= '0' && c <= '9');
  }

  private static boolean isClass(String word) {
    return word.equalsIgnoreCase("IN");
  }

  /** The record; empty if the text is none. */
  static Optional<DnsRecord> parse(String text) {
    List<String> words = words(text);
    int at = afterTtl(words);
    Optional<DnsName> name = DnsName.tryParse(words.get(0));
    if (name.isEmpty() || at + 1 >= words.size()) {
      return Optional.empty();
    }
    int ttl =
        words.subList(1, at).stream()
            .filter(RecordText::isNumber)
            .map(Integer::parseInt)
            .findFirst()
            .orElse(DEFAULT_TTL);
    List<String> data = words.subList(at + 1, words.size());
    return data(words.get(at).toUpperCase(Locale.ROOT), data)
        .map(found -> new DnsRecord(name.get(), ttl, found));
  }

  private static Optional<DnsRecord.Data> data(String type, List<String> words) {
    String first = words.get(0);
    return switch (type) {
      case "A" -> Ip.tryParse(first).filter(Ip::isV4).map(DnsRecord.Address::new);
      case "AAAA" -> Ip.tryParse(first).filter(ip -> !ip.isV4()).map(DnsRecord.Address::new);
      case "CNAME" -> DnsName.tryParse(first).map(DnsRecord.Alias::new);
      case "PTR" -> DnsName.tryParse(first).map(DnsRecord.Pointer::new);
      case "TXT" ->
          Optional.of(new DnsRecord.Words(String.join(" ", words).replaceAll("^\"|\"$", "")));
      case "SRV" -> location(words);
      default -> Optional.empty();
    };
  }

  private static Optional<DnsRecord.Data> location(List<String> words) {
    boolean valid =
        words.size() == 4 && words.subList(0, 3).stream().allMatch(RecordText::isNumber);
    return valid
        ? DnsName.tryParse(words.get(3))
            .map(
                target ->
                    new DnsRecord.Location(
                        Integer.parseInt(words.get(0)),
                        Integer.parseInt(words.get(1)),
                        Integer.parseInt(words.get(2)),
                        target))
        : Optional.empty();
  }
}
