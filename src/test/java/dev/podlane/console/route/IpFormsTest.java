package dev.podlane.console.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.console.CommandList;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The options of {@code ip} print devices, routes, rules and neighbours as iproute2 does. */
final class IpFormsTest {
  private static String text(String file) throws IOException {
    try (InputStream in = Objects.requireNonNull(IpFormsTest.class.getResourceAsStream(file))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static Network network() throws IOException {
    Network bare =
        Network.of(
            List.of(
                NetworkNamespace.created("host", false), NetworkNamespace.created("other", false)));
    String commands = text("forms-network.txt").lines().collect(Collectors.joining(";"));
    CommandList made = CommandList.run(bare, "host", commands);
    assertThat(made.text()).isEmpty();
    return made.network();
  }

  static Stream<String> forms() throws IOException {
    return Stream.of(text("forms.txt").split("(?m)^> ", -1)).skip(1);
  }

  @ParameterizedTest
  @MethodSource("forms")
  void printAsTheToolDoes(String form) throws IOException {
    int end = form.indexOf('\n');
    String printed = CommandList.run(network(), "host", form.substring(0, end)).text();
    String expected = form.substring(end + 1);
    assertThat(printed.isEmpty() ? "" : printed + "\n").isEqualTo(expected);
  }
}
