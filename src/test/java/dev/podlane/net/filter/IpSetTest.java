package dev.podlane.net.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.filter.IpSet.Entry;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The index of a large set answers as looking through its entries does. */
final class IpSetTest {
  private static final int SEEDS = 300;
  private static final int QUESTIONS = 200;

  private static Ip address(Random random) {
    return Ip.parse("10." + random.nextInt(3) + "." + random.nextInt(3) + "." + random.nextInt(4));
  }

  private static @Nullable Prefix prefix(Random random) {
    int[] lengths = {0, 8, 15, 16, 23, 24, 30, 32};
    return random.nextInt(6) == 0
        ? null
        : Prefix.of(address(random), lengths[random.nextInt(lengths.length)]);
  }

  private static List<Entry> entries(Random random) {
    List<Entry> entries = new ArrayList<>();
    for (int i = 1 + random.nextInt(60); i > 0; i--) {
      int protocol = random.nextBoolean() ? 0 : random.nextBoolean() ? 6 : 17;
      int port = random.nextInt(3);
      entries.add(
          new Entry(prefix(random), protocol, port, prefix(random), random.nextInt(4) == 0));
    }
    return entries;
  }

  private static @Nullable Entry lookedThrough(
      List<Entry> entries, Ip address, Ip other, int protocol, int port) {
    Entry best = null;
    for (Entry entry : entries) {
      boolean longer = best == null || entry.length() > best.length();
      best = longer && entry.holds(address, other, protocol, port) ? entry : best;
    }
    return best;
  }

  @Test
  void theIndexFindsWhatLookingThroughFinds() {
    int found = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      List<Entry> entries = entries(random);
      IpSetIndex index = new IpSetIndex(entries);
      for (int question = 0; question < QUESTIONS; question++) {
        Ip address = address(random);
        Ip other = address(random);
        int protocol = random.nextBoolean() ? 6 : 17;
        int port = random.nextInt(3);
        Entry expected = lookedThrough(entries, address, other, protocol, port);
        found += expected == null ? 0 : 1;
        assertThat(index.longest(address, other, protocol, port))
            .describedAs("seed %d: %s, %s in %s", seed, address, other, entries)
            .isSameAs(expected);
      }
    }
    assertThat(found).isGreaterThan(SEEDS);
  }
}
