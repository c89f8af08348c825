package dev.podlane.net.shared;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.filter.Chain;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The first of many that are made on access, with no more of them made. */
class SuppliedMapFirstTest {
  private final List<String> made = new ArrayList<>();

  @Test
  void noMoreAreMadeThanAreWanted() {
    SuppliedMap<Chain> chains = SuppliedMap.copyOf(Map.of("own", chain("own"))).with(hundred());
    assertThat(chains.first(3)).extracting(Chain::name).containsExactly("own", "c0", "c1");
    assertThat(made).containsExactly("c0", "c1");
  }

  @Test
  void oneThatIsThereStandsForTheOneOfTheSupply() {
    SuppliedMap<Chain> chains = SuppliedMap.copyOf(Map.of("c1", chain("c1"))).with(hundred());
    assertThat(chains.first(4)).extracting(Chain::name).containsExactly("c1", "c0", "c2", "c3");
    assertThat(chains.first(1_000)).hasSize(100);
  }

  private static Chain chain(String name) {
    return new Chain(name, null, List.of());
  }

  private Supply<Chain> hundred() {
    return new Supply<>() {
      @Override
      public @Nullable Chain get(String name) {
        return all().stream().filter(each -> each.name().equals(name)).findFirst().orElse(null);
      }

      @Override
      public Collection<Chain> all() {
        return IntStream.range(0, 100).mapToObj(at -> chain("c" + at)).toList();
      }

      @Override
      public boolean each(Predicate<Chain> next) {
        return IntStream.range(0, 100)
            .mapToObj(at -> "c" + at)
            .peek(made::add)
            .allMatch(name -> next.test(chain(name)));
      }
    };
  }
}
