package dev.podlane.notation;

import dev.podlane.document.Fields;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Probe;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

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
          "connection",
          "full",
          "rules",
          "counters",
          "conntrack",
          "linger",
          "comment");
  private static final Map<String, Protocol> PROTOCOLS =
      Map.of("icmp", Protocol.ICMP, "tcp", Protocol.TCP, "udp", Protocol.UDP);
  private static final Set<String> CLOSES = Set.of("fin", "rst", "keep");
  private static final Set<String> DF = Set.of("do", "want", "dont", "probe");

  /** Senders of this notation wait 1.5 seconds unless they say otherwise. */
  private static final long TIMEOUT_MILLIS = 1_500;

  private static final int PING_SIZE = 56;
  private static final int MAX_SIZE = 65_000;
  private static final int MAX_REPEAT = 1_000;
  private static final int MAX_TIMEOUT_SECONDS = 3_600;

  private ProbeReader() {}

  /** Reads one probe; empty if it has errors, which are reported, that leave nothing to send. */
  public static Optional<ProbeCase> read(Fields fields) {
    NotationFields.onlyKnown(fields, KNOWN);
    Optional<String> from = fields.text("src");
    Optional<Ip> to = address(fields, "dst");
    if (from.isEmpty()) {
      fields.error("src", "linux.probe-no-source");
    }
    if (to.isEmpty() && !fields.has("dst")) {
      fields.error("dst", "linux.probe-no-destination");
    }
    String name = fields.text("proto").orElse("icmp").toLowerCase(Locale.ROOT);
    Protocol protocol = PROTOCOLS.get(name);
    if (protocol == null) {
      fields.error("proto", "linux.bad-protocol", name);
    }
    if (from.isEmpty() || to.isEmpty() || protocol == null) {
      return Optional.empty();
    }
    boolean hasPort = protocol != Protocol.ICMP;
    int port = hasPort ? number(fields, "port", 0, 1, 65_535) : 0;
    if (hasPort && port == 0) {
      fields.error("port", "linux.bad-port", NotationFields.scalar(fields, "port").orElse(""));
      return Optional.empty();
    }
    Probe probe =
        Probe.of(from.get(), protocol, to.get(), port)
            .withSource(address(fields, "src_ip").orElse(null))
            .withSourcePort(number(fields, "sport", 0, 0, 65_535))
            .withTtl(number(fields, "ttl", Probe.DEFAULT_TTL, 1, 255))
            .withPayload(
                number(fields, "size", protocol == Protocol.ICMP ? PING_SIZE : 0, 0, MAX_SIZE))
            .withCold(NotationFields.flag(fields, "cold", true))
            .withSeed(number(fields, "seed", 0, Integer.MIN_VALUE, Integer.MAX_VALUE))
            .withTimeoutMillis(timeout(fields))
            .withDiscovery(Probe.Discovery.valueOf(df(fields).toUpperCase(Locale.ROOT)))
            .withExchange(exchange(fields, protocol));
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

  /** Data to send over a connection, null for none. */
  private static Probe.@Nullable Exchange exchange(Fields fields, Protocol protocol) {
    Optional<Fields> asked = fields.has("connection") ? fields.map("connection") : Optional.empty();
    if (asked.isEmpty()) {
      return null;
    }
    if (protocol != Protocol.TCP) {
      fields.error("connection", "linux.probe-no-connection", protocol.name());
      return null;
    }
    NotationFields.onlyKnown(asked.get(), Set.of("request", "response", "close"));
    String close = asked.get().has("close") ? asked.get().text("close").orElse("fin") : "fin";
    if (!CLOSES.contains(close)) {
      asked.get().error("close", "linux.probe-bad-close", close);
      return null;
    }
    return new Probe.Exchange(
        number(asked.get(), "request", 0, 0, Probe.Exchange.MOST),
        number(asked.get(), "response", 0, 0, Probe.Exchange.MOST),
        Probe.Exchange.Close.valueOf(close.toUpperCase(Locale.ROOT)));
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
    Optional<String> text = NotationFields.scalar(fields, "timeout");
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
