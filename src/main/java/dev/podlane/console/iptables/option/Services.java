package dev.podlane.console.iptables.option;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/** Ports of named services, as Debian's {@code /etc/services} has them ({@code services.txt}). */
public final class Services {
  /** Ports by {@code name/protocol}, and by name alone: those of TCP before others. */
  private static final Map<String, Integer> PORTS = new HashMap<>();

  /** The first name of a port by {@code port/protocol}. */
  private static final Map<String, String> NAMES = new HashMap<>();

  static {
    read();
  }

  private Services() {}

  /**
   * The port of a service (getservbyname(3)); empty if the protocol has none of that name.
   *
   * @param name name or alias; case counts
   * @param protocol name of the transport protocol; empty for any
   */
  public static OptionalInt port(String name, String protocol) {
    Integer port = PORTS.get(protocol.isEmpty() ? name : name + "/" + protocol);
    return port == null ? OptionalInt.empty() : OptionalInt.of(port);
  }

  /** The name of a port (getservbyport(3)); empty if it has none. */
  public static Optional<String> name(int port, String protocol) {
    return Optional.ofNullable(NAMES.get(port + "/" + protocol));
  }

  private static void read() {
    try (InputStream in =
            Objects.requireNonNull(Services.class.getResourceAsStream("services.txt"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.startsWith("#")) {
          add(line.split(" ", -1));
        }
      }
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static void add(String... words) {
    Integer port = Integer.valueOf(words[0]);
    for (int at = 2; at < words.length; at++) {
      for (String protocol : words[1].split(",", -1)) {
        PORTS.put(words[at] + "/" + protocol, port);
        NAMES.putIfAbsent(words[0] + "/" + protocol, words[at]);
        if (protocol.equals("tcp")) {
          PORTS.put(words[at], port);
        } else if (!protocol.equals("ddp")) {
          PORTS.putIfAbsent(words[at], port);
        }
      }
    }
  }
}
