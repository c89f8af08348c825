package dev.podlane.kernel.secondreading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.console.iptables.Iptables;
import dev.podlane.console.nft.Nft;
import dev.podlane.net.filter.Ruleset;
import org.junit.jupiter.api.Test;

/**
 * The comparison of {@link SecondReadingTest} where no kernel can be had: the simulated tools load
 * the second reading and print it.
 */
class SecondReadingInModelTest {
  private static final int SETS = 60;

  private static String printed(Form form, String text) {
    return form == Form.IPTABLES
        ? String.join("\n", Iptables.save(Iptables.restore(Ruleset.NONE, text, true)))
        : Nft.list(Nft.run(Ruleset.NONE, text, "").rules());
  }

  @Test
  void theSimulatedToolsPrintTheSameOfBoth() {
    for (long seed = 0; seed < SETS; seed++) {
      ServiceSet set = RandomServiceSets.of(seed);
      for (Form form : Form.values()) {
        if (form.concerns(seed)) {
          String compiled = form.loadable(form.compiled(set), "kube-proxy");
          String read = form.loadable(form.read(set), "kube-proxy");
          assertThat(form.canonical(compiled))
              .as("seed %d, %s", seed, form)
              .hasSizeGreaterThan(10)
              .isEqualTo(form.canonical(printed(form, read)));
        }
      }
    }
  }
}
