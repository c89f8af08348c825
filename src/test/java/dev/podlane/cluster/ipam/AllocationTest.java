package dev.podlane.cluster.ipam;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks for nodes (rules 1 to 5) and addresses for pods (rules 7, 8). */
final class AllocationTest {
  @ParameterizedTest
  @CsvSource({"/24, 253", "/28, 13", "/30, 1", "/31, 0", "/32, 0"})
  void aBlockHasThreeAddressesLessThanItsSize(String length, int pods) {
    HostLocal block = new HostLocal(Prefix.parse("10.0.1.0" + length));
    List<Ip> given = new ArrayList<>();
    block.next().ifPresent(given::add);
    while (!given.isEmpty() && given.size() <= pods) {
      Optional<Ip> next = block.next();
      if (next.isEmpty()) {
        break;
      }
      given.add(next.get());
    }
    assertThat(given).hasSize(pods).doesNotHaveDuplicates();
    assertThat(block.next()).isEmpty();
    if (pods > 0) {
      assertThat(given.get(0)).hasToString("10.0.1.2");
    }
  }

  @Test
  void theSearchStartsAfterTheLastAddressAndWraps() {
    HostLocal block = new HostLocal(Prefix.parse("10.0.1.0/29"));
    block.reserve(Ip.parse("10.0.1.5"));
    assertThat(List.of(block.next(), block.next(), block.next(), block.next(), block.next()))
        .extracting(ip -> ip.map(Ip::toString).orElse("none"))
        .containsExactly("10.0.1.6", "10.0.1.2", "10.0.1.3", "10.0.1.4", "none");
  }

  @Test
  void blocksRiseAndPassWhatIsUsed() {
    BlockAllocator blocks = new BlockAllocator(Prefix.parse("10.0.0.0/21"), 24);
    blocks.occupy(Prefix.parse("10.0.1.0/24"));
    blocks.occupy(Prefix.parse("10.0.3.128/25"));
    blocks.occupy(Prefix.parse("10.0.4.0/23"));
    List<String> given = new ArrayList<>();
    for (Optional<Prefix> next = blocks.next(); next.isPresent(); next = blocks.next()) {
      given.add(next.get().toString());
    }
    assertThat(given).containsExactly("10.0.0.0/24", "10.0.2.0/24", "10.0.6.0/24", "10.0.7.0/24");
  }

  @RepeatedTest(200)
  void blocksAreAllThatALinearScanFinds(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    Prefix whole = Prefix.of(Ip.v4(random.nextInt()), 16 + random.nextInt(8));
    int length = whole.length() + random.nextInt(6);
    BlockAllocator blocks = new BlockAllocator(whole, length);
    List<Prefix> used = new ArrayList<>();
    for (int i = 0; i < random.nextInt(12); i++) {
      Ip inside = whole.network().plus(random.nextInt(1 << (32 - whole.length())));
      used.add(Prefix.of(inside, whole.length() + random.nextInt(32 - whole.length())));
    }
    used.forEach(blocks::occupy);
    List<Prefix> expected = new ArrayList<>();
    for (int i = 0; i < 1 << (length - whole.length()); i++) {
      Prefix block = Prefix.of(whole.network().plus((long) i << (32 - length)), length);
      if (used.stream().noneMatch(block::overlaps)) {
        expected.add(block);
      }
    }
    List<Prefix> given = new ArrayList<>();
    for (Optional<Prefix> next = blocks.next(); next.isPresent(); next = blocks.next()) {
      given.add(next.get());
    }
    assertThat(given).isEqualTo(expected);
  }

  @RepeatedTest(100)
  void noAddressIsGivenTwiceAndNoneIsLeftOver(RepetitionInfo repetition) {
    Random random = new Random(repetition.getCurrentRepetition());
    Prefix cidr = Prefix.of(Ip.v4(random.nextInt()), 22 + random.nextInt(9));
    HostLocal block = new HostLocal(cidr);
    Set<Ip> seen = new HashSet<>();
    for (int i = 0; i < random.nextInt(20); i++) {
      Ip taken = cidr.network().plus(random.nextInt(1 << (32 - cidr.length())));
      block.reserve(taken);
      seen.add(taken);
    }
    Optional<Ip> next = block.next();
    while (next.isPresent()) {
      assertThat(seen.add(next.get())).isTrue();
      assertThat(cidr.contains(next.get())).isTrue();
      next = block.next();
    }
    seen.add(cidr.network());
    seen.add(HostLocal.gateway(cidr));
    seen.add(cidr.last());
    assertThat(seen).hasSize(1 << (32 - cidr.length()));
  }
}
