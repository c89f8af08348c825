package dev.podlane.compile.cni.felix;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.filter.Chain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class DeferredChainsTest {
  @Test
  void aChainIsWrittenWhenSomebodyComesToIt() {
    List<String> written = new ArrayList<>();
    Map<String, Supplier<Chain>> writers = new HashMap<>();
    for (String name : List.of("cali-b", "cali-a", "cali-c")) {
      writers.put(
          name,
          () -> {
            written.add(name);
            return new Chain(name, null, List.of());
          });
    }
    DeferredChains chains = new DeferredChains(writers);
    assertThat(chains.get("FORWARD")).isNull();
    assertThat(written).isEmpty();
    Chain first = chains.get("cali-b");
    assertThat(chains.get("cali-b")).isSameAs(first);
    assertThat(written).containsExactly("cali-b");
    assertThat(chains.all()).extracting(Chain::name).containsExactly("cali-a", "cali-b", "cali-c");
    assertThat(written).containsExactly("cali-b", "cali-a", "cali-c");
  }
}
