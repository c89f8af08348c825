package dev.podlane.net.filter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import dev.podlane.net.filter.IpSet.Entry;
import dev.podlane.net.packet.Icmp;
import dev.podlane.net.packet.IpPacket;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

  private static final String[] WORDS = {"", "", "eth0", "eth1", "eth"};

  /** Entries that the kernel would tell apart. */
  private static List<Entry> entries(Random random) {
    Map<Entry, Entry> entries = new LinkedHashMap<>();
    for (int i = 1 + random.nextInt(60); i > 0; i--) {
      int protocol = random.nextBoolean() ? 0 : random.nextBoolean() ? 6 : 17;
      int port = random.nextInt(4) - 1;
      String word = WORDS[random.nextInt(WORDS.length)];
      long expires = random.nextInt(4) * 1000L;
      Entry entry =
          new Entry(
              prefix(random),
              port < 0 ? 0 : protocol,
              port,
              prefix(random),
              random.nextInt(4) == 0,
              word,
              word.equals("eth"),
              new SetExtras(expires, 0, 0, "", "", "", 0));
      entries.putIfAbsent(entry.key(), entry);
    }
    return List.copyOf(entries.values());
  }

  private static @Nullable Entry lookedThrough(List<Entry> entries, IpSet.Key key, long now) {
    Entry best = null;
    for (Entry entry : entries) {
      boolean longer = best == null || entry.length() > best.length();
      boolean holds = entry.extras().isThere(now) && entry.holds(key);
      best = longer && holds ? entry : best;
    }
    return best;
  }

  @Test
  void theIndexFindsWhatLookingThroughFinds() {
    int found = 0;
    int late = 0;
    for (int seed = 0; seed < SEEDS; seed++) {
      Random random = new Random(seed);
      List<Entry> entries = entries(random);
      IpSetIndex index = new IpSetIndex(entries);
      for (int question = 0; question < QUESTIONS; question++) {
        int protocol = random.nextBoolean() ? 6 : 17;
        String word = WORDS[1 + random.nextInt(WORDS.length - 2)];
        IpSet.Key key =
            new IpSet.Key(address(random), address(random), protocol, random.nextInt(3), word);
        long now = random.nextInt(5) * 700L;
        Entry expected = lookedThrough(entries, key, now);
        found += expected == null ? 0 : 1;
        late += Objects.equals(expected, lookedThrough(entries, key, 0)) ? 0 : 1;
        assertThat(index.longest(key, now))
            .describedAs("seed %d: %s at %d in %s", seed, key, now, entries)
            .isSameAs(expected);
      }
    }
    assertThat(found).isGreaterThan(SEEDS);
    assertThat(late).isGreaterThan(SEEDS);
  }

  private static boolean holds(IpSet set, String in, long now, IpSet... others) {
    IpPacket packet =
        new IpPacket(
            Ip.parse("10.0.0.7"),
            Ip.parse("10.0.1.9"),
            64,
            1,
            false,
            new Icmp.Echo(true, 1, 1, 56));
    Map<String, IpSet> all = Stream.of(others).collect(Collectors.toMap(IpSet::name, each -> each));
    return set.find(new SetQuestion(packet, List.of(true, true, true), in, "", 0, now, all::get))
        .isPresent();
  }

  private static IpSet set(IpSet.Type type, SetOptions options, Entry... entries) {
    return new IpSet("s", type, options, List.of(entries));
  }

  @Test
  void kindsOfSetsAskTheirParts() {
    Prefix block = Prefix.parse("10.0.0.0/24");
    Entry device = new Entry(block, 0, -1, null, false, "eth0", false, SetExtras.NONE);
    IpSet byDevice = set(IpSet.Type.HASH_NET_IFACE, SetOptions.DEFAULT, device);
    assertThat(holds(byDevice, "eth0", 0)).isTrue();
    assertThat(holds(byDevice, "eth1", 0)).isFalse();
    Entry request =
        new Entry(Prefix.parse("10.0.0.7/32"), 1, 8 << 8, null, false, "", false, SetExtras.NONE);
    assertThat(holds(set(IpSet.Type.HASH_IP_PORT, SetOptions.DEFAULT, request), "", 0)).isTrue();
    Entry member = new Entry(null, 0, -1, null, false, "s", false, SetExtras.NONE);
    IpSet list = new IpSet("list", IpSet.Type.LIST_SET, List.of(member));
    assertThat(holds(list, "eth0", 0, byDevice)).isTrue();
    assertThat(holds(list, "eth1", 0, byDevice)).isFalse();
    Entry late = new Entry(block, 0, 0, null, false).with(new SetExtras(5000, 0, 0, "", "", "", 0));
    IpSet passing = set(IpSet.Type.HASH_NET, SetOptions.DEFAULT, late);
    assertThat(holds(passing, "", 4999)).isTrue();
    assertThat(holds(passing, "", 5000)).isFalse();
  }
}
