package dev.podlane.console.ipset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.podlane.net.filter.IpSet;
import dev.podlane.net.filter.Ruleset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Sets that ipset was given are printed, or refused, as it did. */
final class RestoredSetsTest {
  static Stream<String> rows() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(RestoredSetsTest.class.getResourceAsStream("restored-sets.txt"))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return text.lines().filter(line -> !line.startsWith("#")).toList().stream();
    }
  }

  private static Ruleset restored(String input) {
    return Ipset.run(Ruleset.NONE, List.of("restore"), input.replace(';', '\n'), 0).rules();
  }

  private static String answer(String input) {
    try {
      return Ipset.save(restored(input)).stream().sorted().collect(Collectors.joining(";"));
    } catch (IpsetException refused) {
      return "! " + refused.summary();
    }
  }

  private static final String LISTS =
      "create b hash:ip;create c hash:ip;create d hash:ip;create a list:set;";

  /** Members of a list stand as {@code ipset -exist restore}, v7.17 on Linux 6.18, leaves them. */
  @ParameterizedTest
  @CsvSource({
    "add a b;add a c;add a d;add a d before b, b c d",
    "add a b;add a c;add a d before c;add a b after d, b d c",
    "add a b;add a c after b;add a d after b, b d c",
    "add a b;add a b before c, ! 6",
    "add a b;add a b before b, ! 6",
    "add a b;add a c;del a b after c, ! 7",
    "add a b;add a c;del a c after b, b",
    "add a b;add a c;del a b before c, c",
    "add a b;add a c;del a b before d, ! 7",
    "add a b;add a c;del a d before b, ! 7",
    "add a b;add a c;del a b;add a b, c b"
  })
  void listsKeepTheirOrder(String commands, String members) {
    if (members.startsWith("!")) {
      assertThatThrownBy(() -> leniently(commands))
          .isInstanceOf(IpsetException.class)
          .hasMessageContaining("line " + members.substring(2))
          .hasMessageContaining("referred with 'before' or 'after' is not added");
    } else {
      IpSet list = Objects.requireNonNull(leniently(commands).sets().get("a"));
      assertThat(list.entries())
          .extracting(IpSet.Entry::word)
          .containsExactlyElementsOf(List.of(members.split(" ", -1)));
    }
  }

  private static Ruleset leniently(String commands) {
    String input = (LISTS + commands).replace(';', '\n');
    return Ipset.run(Ruleset.NONE, List.of("-exist", "restore"), input, 0).rules();
  }

  @Test
  void aFullSetLetsGoOfWhatHasExpired() {
    Ruleset full =
        Ipset.run(
                Ruleset.NONE,
                List.of("restore"),
                """
                create a hash:ip maxelem 3 timeout 9
                add a 10.0.0.1 timeout 1
                add a 10.0.0.2 timeout 5
                add a 10.0.0.3 timeout 0
                """,
                0)
            .rules();
    List<String> more = List.of("add", "a", "10.0.0.4");
    assertThatThrownBy(() -> Ipset.run(full, more, "", 999)).hasMessageContaining("Hash is full");
    Ruleset after = Ipset.run(full, more, "", 1_000).rules();
    assertThatThrownBy(() -> Ipset.run(after, List.of("add", "a", "10.0.0.5"), "", 4_999))
        .hasMessageContaining("Hash is full");
    assertThat(Ipset.run(after, List.of("add", "a", "10.0.0.5"), "", 5_000).rules().sets())
        .extractingByKey("a")
        .satisfies(
            set ->
                assertThat(set.entries())
                    .extracting(e -> e.first() + "")
                    .hasSize(3)
                    .containsExactly("10.0.0.3/32", "10.0.0.4/32", "10.0.0.5/32"));
  }

  @ParameterizedTest
  @MethodSource("rows")
  void arePrintedAsTheToolDoes(String row) {
    String[] parts = row.split(" \\| ?", 3);
    assertThat(answer(parts[0])).isEqualTo(parts[1]);
    if (!parts[2].isEmpty()) {
      String list = Ipset.run(restored(parts[0]), List.of("list", "-t"), "", 0).text();
      assertThat(list).contains("Size in memory: " + parts[2] + "\n");
    }
  }
}
