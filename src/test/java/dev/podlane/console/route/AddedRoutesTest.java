package dev.podlane.console.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.console.CommandList;
import dev.podlane.console.Console;
import dev.podlane.console.command.Answer;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Words of {@code ip route add} and {@code ip rule add} are taken, or refused, as Linux does. */
final class AddedRoutesTest {
  private static final Network TWO_LINKS = twoLinks();

  private static Network twoLinks() {
    Network bare =
        Network.of(
            List.of(
                NetworkNamespace.created("host", false), NetworkNamespace.created("other", false)));
    CommandList made =
        CommandList.run(
            bare,
            "host",
            "ip link set lo up;"
                + "ip link add eth0 type veth peer name p0 netns other;"
                + "ip link add eth1 type veth peer name p1 netns other;"
                + "ip addr add 10.0.0.10/24 dev eth0; ip addr add 10.0.1.10/24 dev eth1;"
                + "ip link set eth0 up; ip link set eth1 up;"
                + "ip -n other link set p0 up; ip -n other link set p1 up");
    assertThat(made.text()).isEmpty();
    return made.network();
  }

  private static Stream<String> rows(String file) throws IOException {
    try (InputStream in = Objects.requireNonNull(AddedRoutesTest.class.getResourceAsStream(file))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).toList().stream();
    }
  }

  static Stream<String> routes() throws IOException {
    return rows("added-routes.txt");
  }

  static Stream<String> rules() throws IOException {
    return rows("added-rules.txt");
  }

  private static String answer(String add, String show, String own) {
    Answer answer = Console.run(TWO_LINKS, "host", add);
    if (answer instanceof Answer.Refused refused) {
      return "! " + refused.text().lines().findFirst().orElse("");
    }
    Network now = ((Answer.Done) answer).network();
    List<String> lines = new ArrayList<>();
    boolean isKept = false;
    for (String line : Console.run(now, "host", show).text().lines().toList()) {
      isKept = line.startsWith("\t") ? isKept : !line.matches(own);
      if (isKept) {
        lines.add(line.stripTrailing());
      }
    }
    return String.join(";", lines);
  }

  @ParameterizedTest
  @MethodSource("routes")
  void routesAreTakenAsLinuxDoes(String row) {
    String[] parts = row.split(" \\| ?", 2);
    String answer =
        answer("ip route add " + parts[0], "ip route show table all", ".*proto kernel.*");
    assertThat(answer).isEqualTo(parts[1]);
  }

  @ParameterizedTest
  @MethodSource("rules")
  void rulesAreTakenAsLinuxDoes(String row) {
    String[] parts = row.split(" \\| ?", 2);
    String usual = "(0:\tfrom all lookup local|32766:\tfrom all lookup main|32767:.*default)";
    assertThat(answer("ip rule add " + parts[0], "ip rule show", usual)).isEqualTo(parts[1]);
  }
}
