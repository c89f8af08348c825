package dev.podlane.notation;

import dev.podlane.document.Fields;
import dev.podlane.net.addr.Ip;
import dev.podlane.trace.Probe;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code {name, src, src_ip, sport, dst, proto, port, ttl, size, df, cold, repeat, timeout,
 * before, after}}.
 */
public final class ProbeReader {
  private static final Set<String> KNOWN =
      Set.of(
          "name",
          "src",
          "src_ip",
          "sport",
          "dst",
          "proto",
          "port",
          "ttl",
          "size",
          "df",
          "timeout",
          "cold",
          "repeat",
          "before",
          "after",
          "seed",
          "full",
          "rules",
          "counters",
          "conntrack",
          "linger",
          "comment");
  private static final Map<String, Probe.Protocol> PROTOCOLS =
      Map.of("icmp", Probe.Protocol.ICMP, "tcp", Probe.Protocol.TCP, "udp", Probe.Protocol.UDP);
  private static final Set<String> DF = Set.of("do", "want", "dont", "probe");

  /** Senders of this notation wait 1.5 seconds unless they say otherwise. */
  private static final long TIMEOUT_MILLIS = 1_500;

  private static final int PING_SIZE = 56;
  private static final int MAX_SIZE = 65_000;
  private static final int MAX_REPEAT = 1_000;
  private static final int MAX_TIMEOUT_SECONDS = 3_600;

  private ProbeReader() {}

  /** Reads one probe; empty if what is wrong, and reported, leaves nothing to send. */
  public static Optional<ProbeCase> read(Fields fields) {
    Notes.onlyKnown(fields, KNOWN);
    Optional<String> from = fields.text("src");
    Optional<Ip> to = address(fields, "dst");
    if (from.isEmpty()) {
      fields.error("src", "linux.probe-no-source");
    }
    if (to.isEmpty() && !fields.has("dst")) {
      fields.error("dst", "linux.probe-no-destination");
    }
    String name = fields.text("proto").orElse("icmp").toLowerCase(Locale.ROOT);
    Probe.Protocol protocol = PROTOCOLS.get(name);
    if (protocol == null) {
      fields.error("proto", "linux.bad-protocol", name);
    }
    if (from.isEmpty() || to.isEmpty() || protocol == null) {
      return Optional.empty();
    }
    boolean hasPort = protocol != Probe.Protocol.ICMP;
    int port = hasPort ? number(fields, "port", 0, 1, 65_535) : 0;
    if (hasPort && port == 0) {
      fields.error("port", "linux.bad-port", Notes.scalar(fields, "port").orElse(""));
      return Optional.empty();
    }
    Probe probe =
        new Probe(
            from.get(),
            address(fields, "src_ip").orElse(null),
            to.get(),
            protocol,
            port,
            number(fields, "sport", 0, 0, 65_535),
            number(fields, "ttl", Probe.DEFAULT_TTL, 1, 255),
            number(fields, "size", protocol == Probe.Protocol.ICMP ? PING_SIZE : 0, 0, MAX_SIZE),
            Notes.flag(fields, "cold", true),
            number(fields, "seed", 0, Integer.MIN_VALUE, Integer.MAX_VALUE),
            timeout(fields),
            Probe.Discovery.valueOf(df(fields).toUpperCase(Locale.ROOT)));
    String title =
        fields.has("name") ? fields.text("name").orElse("") : from.get() + " " + to.get();
    return Optional.of(
        new ProbeCase(
            title,
            probe,
            number(fields, "repeat", 1, 1, MAX_REPEAT),
            commands(fields, "before"),
            commands(fields, "after")));
  }

  private static Optional<Ip> address(Fields fields, String key) {
    Optional<String> text = fields.has(key) ? fields.text(key) : Optional.empty();
    Optional<Ip> ip = text.flatMap(Ip::tryParse);
    if (text.isPresent() && ip.isEmpty()) {
      fields.error(key, "linux.bad-address", text.get());
    }
    return ip;
  }

  private static int number(Fields fields, String key, int byDefault, int min, int max) {
    int number = fields.integer(key).orElse(byDefault);
    if (fields.has(key) && (number < min || number > max)) {
      fields.error(key, "linux.probe-out-of-range", key, "" + number, "" + min, "" + max);
      return byDefault;
    }
    return number;
  }

  private static long timeout(Fields fields) {
    Optional<String> text = Notes.scalar(fields, "timeout");
    if (text.isEmpty()) {
      return TIMEOUT_MILLIS;
    }
    boolean isDecimal = text.get().matches("[0-9]{1,5}(\\.[0-9]{1,6})?");
    BigDecimal seconds = isDecimal ? new BigDecimal(text.get()) : BigDecimal.ZERO;
    boolean isFit =
        seconds.signum() > 0 && seconds.compareTo(BigDecimal.valueOf(MAX_TIMEOUT_SECONDS)) <= 0;
    if (!isFit) {
      fields.error(
          "timeout",
          "linux.probe-out-of-range",
          "timeout",
          text.get(),
          "0",
          "" + MAX_TIMEOUT_SECONDS);
      return TIMEOUT_MILLIS;
    }
    return seconds.movePointRight(3).longValue();
  }

  private static String df(Fields fields) {
    String df = fields.has("df") ? fields.text("df").orElse("want") : "want";
    if (!DF.contains(df)) {
      fields.error("df", "linux.probe-bad-df", df);
      return "want";
    }
    return df;
  }

  private static List<ProbeCase.CommandLine> commands(Fields fields, String key) {
    List<ProbeCase.CommandLine> commands = new ArrayList<>();
    for (Fields item : fields.maps(key)) {
      Optional<String> ns = item.text("ns");
      Optional<String> command = item.text("cmd");
      if (ns.isEmpty() || command.isEmpty()) {
        item.error("cmd", "linux.probe-bad-command");
        continue;
      }
      commands.add(new ProbeCase.CommandLine(ns.get(), command.get()));
    }
    return commands;
  }
}
