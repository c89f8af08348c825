package dev.podlane.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.Severity;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.walk.Walker;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rules of real machines answer the first packet after loading as Linux does. */
class RealMatchesTest {
  private static final String FILE = "/console/real-matches.txt";

  /** Rules that could decide, and ask what time it is. */
  private static final Set<String> OPEN = Set.of("u-u32-time");

  /** A ruleset, a probe and the kernel's answer. */
  record Case(String name, Map<String, String> probe, String kernel, List<String> rules) {
    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Case> cases() throws IOException {
    List<Case> all = new ArrayList<>();
    try (InputStream in = Objects.requireNonNull(RealMatchesTest.class.getResourceAsStream(FILE))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String block : text.replaceAll("(?m)^#.*\n", "").split("\n\n", -1)) {
        List<String> lines = block.lines().toList();
        if (!lines.isEmpty()) {
          String[] head = lines.get(0).split(" \\| ", 3);
          Map<String, String> probe = new HashMap<>();
          for (String word : head[1].split(" ", -1)) {
            String[] pair = word.split("=", 2);
            probe.put(pair[0], pair[1]);
          }
          all.add(new Case(head[0], probe, head[2], lines.subList(1, lines.size())));
        }
      }
    }
    return all.stream();
  }

  private static String result(Case each) {
    ReadNetwork reading = RuledHost.network(each.rules());
    assertThat(reading.problems()).noneMatch(p -> p.severity() == Severity.ERROR);
    Protocol protocol =
        Protocol.valueOf(each.probe().getOrDefault("proto", "icmp").toUpperCase(Locale.ROOT));
    int port = Integer.parseInt(each.probe().getOrDefault("port", "0"));
    Ip to = Ip.parse(Objects.requireNonNull(each.probe().get("to")));
    String from = Objects.requireNonNull(each.probe().get("from"));
    Probe probe = Probe.of(from, protocol, to, port);
    Trace trace = Walker.walk(reading.network(), probe, new Memory());
    Outcome.Result result = trace.outcome().result();
    return result.name().toLowerCase(Locale.ROOT);
  }

  @ParameterizedTest
  @MethodSource("cases")
  void answersAsLinux(Case each) {
    assertThat(result(each)).isEqualTo(OPEN.contains(each.name()) ? "unknown" : each.kernel());
  }

  @Test
  void thereAreManyCases() throws IOException {
    assertThat(cases()).hasSizeGreaterThan(20);
  }
}
