package dev.podlane.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A network is weighed by what stands in it, so that one of many small hosts is kept in memory. */
final class NamespaceWeightTest {
  private static final int MANY = 1_000;

  private static long weight(int hosts, int devices, int routes) {
    String devicesOfEach =
        IntStream.range(0, devices)
            .mapToObj(i -> "d" + i + ": {type: dummy}")
            .collect(Collectors.joining(", "));
    String routesOfEach =
        IntStream.range(0, routes)
            .mapToObj(i -> "blackhole 10." + i / 256 + "." + i % 256 + ".0/24")
            .collect(Collectors.joining("\", \"", "[\"", "\"]"));
    String each =
        "{devices: {" + devicesOfEach + "}" + (routes > 0 ? ", routes: " + routesOfEach : "") + "}";
    String spaces =
        IntStream.range(0, hosts)
            .mapToObj(i -> "    h" + i + ": " + each + "\n")
            .collect(Collectors.joining());
    Workspace opened =
        Workspace.open(
            "",
            "apiVersion: podlane.dev/v1\nkind: LinuxNetwork\nmetadata: {name: n}\n"
                + "spec:\n  namespaces:\n"
                + spaces);
    assertThat(opened.network().namespaces()).hasSize(hosts);
    return opened.weight();
  }

  @Test
  void weighsNamespacesDevicesAndRows() {
    long base = weight(1, 0, 0);
    assertThat(weight(MANY + 1, 0, 0) - base).isBetween(1_000L * MANY, 3_500L * MANY);
    assertThat(weight(1, MANY, 0) - base).isBetween(250L * MANY, 900L * MANY);
    assertThat(weight(1, 0, MANY) - base).isBetween(150L * MANY, 400L * MANY);
  }
}
