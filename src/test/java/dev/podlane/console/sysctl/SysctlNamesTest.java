package dev.podlane.console.sysctl;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.console.CommandList;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The settings that {@code sysctl -a} of Linux prints are known, and printed, here. */
final class SysctlNamesTest {
  private static final Network HOST =
      CommandList.run(
              Network.of(List.of(NetworkNamespace.created("host", false))),
              "host",
              "ip link add eth0 type veth peer name p0; ip link add flannel.1 type bridge;"
                  + " ip link del p0; ip link add eth0 type bridge")
          .network();

  private static List<String> names() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(SysctlNamesTest.class.getResourceAsStream("names.txt"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).toList();
    }
  }

  @Test
  void allOfLinuxArePrinted() throws IOException {
    String all = CommandList.run(HOST, "host", "sysctl -a").text();
    Set<String> printed =
        all.lines().map(line -> line.replaceFirst(" = .*", "")).collect(Collectors.toSet());

    assertThat(printed).containsAll(names());
  }

  @Test
  void eachIsReadByTheNameThatIsPrinted() throws IOException {
    for (String name : names()) {
      assertThat(CommandList.run(HOST, "host", "sysctl " + name).text()).startsWith(name + " =");
      assertThat(SysctlText.isKnown(name)).describedAs(name).isTrue();
    }
  }

  @Test
  void aSlashStandsForTheDotOfADevice() {
    String set = "sysctl -w net.ipv4.conf.flannel/1.rp_filter=2";
    CommandList done = CommandList.run(HOST, "host", set);

    assertThat(done.text()).isEqualTo("net.ipv4.conf.flannel/1.rp_filter = 2");
    assertThat(
            done.network()
                .namespace("host")
                .orElseThrow()
                .sysctls()
                .maxOf("rp_filter", "flannel.1"))
        .isEqualTo(2);
  }
}
