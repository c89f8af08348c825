package dev.podlane.net.ns;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A network shares what did not change, and is as one that was made in one go. */
final class NamespacesTest {
  private static NetworkNamespace namespace(String name, int forward) {
    return NetworkNamespace.created(name, false)
        .withSysctls(Sysctls.DEFAULTS.with("net.ipv4.ip_forward", "" + forward));
  }

  @Test
  void randomChangesAreAsOfAMap() {
    Random random = new Random(4);
    Map<String, NetworkNamespace> expected = new LinkedHashMap<>();
    Network network = Network.of(expected.values());
    List<Network> before = new ArrayList<>();
    for (int i = 0; i < 1_500; i++) {
      NetworkNamespace changed = namespace("n" + random.nextInt(400), random.nextInt(2));
      expected.put(changed.name(), changed);
      network = network.with(changed);
      before.add(network);
    }
    assertThat(network).isEqualTo(Network.of(expected.values()));
    assertThat(network.hashCode()).isEqualTo(Network.of(expected.values()).hashCode());
    assertThat(List.copyOf(network.namespaces().keySet()))
        .isEqualTo(List.copyOf(expected.keySet()));
    assertThat(network.namespaces().get("no")).isNull();
    assertThat(network.changedSince(before.get(1_450)))
        .containsAll(
            expected.keySet().stream()
                .filter(name -> !Objects.equals(expected.get(name), now(before.get(1_450), name)))
                .toList());
  }

  private static Object now(Network network, String name) {
    return network.namespace(name).orElse(namespace(name, 7));
  }

  @Test
  void onlyWhatDiffersIsChanged() {
    List<NetworkNamespace> many = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      many.add(namespace("n" + i, 0));
    }
    Network network = Network.of(many);
    Network changed = network.with(namespace("n700", 1)).with(namespace("n3", 1));

    assertThat(changed.changedSince(network)).containsExactly("n3", "n700");
    assertThat(changed).isNotEqualTo(network);
    assertThat(changed.with(many.get(3)).with(many.get(700))).isEqualTo(network);
    assertThat(network.namespace("n3").orElseThrow()).isEqualTo(many.get(3));
  }
}
