package dev.podlane.net.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.shared.Supply;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Chains that are written on demand are in a table as those that are there. */
final class SuppliedChainsTest {
  private final List<String> written = new ArrayList<>();

  private Chain chain(String name) {
    written.add(name);
    return new Chain(name, null, List.of(new RuleLine().comment(name).rule()));
  }

  private final Supply<Chain> supply =
      new Supply<>() {
        @Override
        public @Nullable Chain get(String name) {
          return name.startsWith("S-") ? chain(name) : null;
        }

        @Override
        public Collection<Chain> all() {
          return List.of(chain("S-1"), chain("S-2"));
        }
      };

  private Table table() {
    return Table.empty(Table.Kind.NAT).withSupply(supply);
  }

  @Test
  void aRulesetIsMadeWithoutThem() {
    Ruleset ruleset = Ruleset.NONE.with(table().completed());
    Table changed = table().with(new Chain("MINE", null, List.of()));

    assertThat(ruleset.tracks()).isTrue();
    assertThat(ruleset.stages(Hook.PREROUTING)).isNotEmpty();
    assertThat(changed.chain("MINE")).isPresent();
    assertThat(written).isEmpty();
    assertThat(changed.chain("S-2").map(Chain::name)).contains("S-2");
    assertThat(written).containsExactly("S-2");
  }

  @Test
  void allAreThereForAReader() {
    assertThat(table().chains())
        .containsOnlyKeys("PREROUTING", "INPUT", "OUTPUT", "POSTROUTING", "S-1", "S-2");
    assertThat(table()).isEqualTo(table().withChains(Map.copyOf(table().chains())));
  }

  @Test
  void oneIsReplacedOrRemoved() {
    Table replaced = table().with(new Chain("S-1", null, List.of()));
    Table less = table().without("S-1");

    assertThat(replaced.chain("S-1").orElseThrow().rules()).isEmpty();
    assertThat(replaced.chain("S-2").orElseThrow().rules()).hasSize(1);
    assertThat(replaced.chains()).hasSize(6);
    assertThat(less.chain("S-1")).isEmpty();
    assertThat(less.chain("S-2")).isPresent();
  }
}
