package dev.podlane.console.iptables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.console.ipset.Ipset;
import dev.podlane.net.filter.Ruleset;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of real nodes, which iptables-save printed, are read and printed back line by line. */
class PrintedBackTest {
  private static final Path FOLDER = Path.of("src/test/resources");
  private static final Pattern CHAINS =
      Pattern.compile("^-A (\\S+)|-[jg] ((?:CNI|FLANNEL|cali)\\S*)");
  private static final String SETS =
      """
      create cali40s:EXAMPLE hash:net
      create cali40masq-ipam-pools hash:net
      create cali40all-ipam-pools hash:net
      """;
  private static final Set<String> BUILT_IN =
      Set.of("PREROUTING", "INPUT", "FORWARD", "OUTPUT", "POSTROUTING");

  /** The rules of a table with the lines that only a whole file has: its chains and COMMIT. */
  private static String whole(String table, List<String> rules) {
    Set<String> chains = new LinkedHashSet<>();
    for (String line : rules) {
      Matcher names = CHAINS.matcher(line);
      while (names.find()) {
        chains.add(names.group(1) == null ? names.group(2) : names.group(1));
      }
    }
    StringBuilder text = new StringBuilder(table).append('\n');
    for (String chain : chains) {
      String policy = BUILT_IN.contains(chain) ? "ACCEPT" : "-";
      text.append(':').append(chain).append(' ').append(policy).append(" [0:0]\n");
    }
    rules.forEach(line -> text.append(line).append('\n'));
    return text.append("COMMIT\n").toString();
  }

  @ParameterizedTest
  @CsvSource({
    "podnetworks/calico-endpoint.save, *filter, 31",
    "podnetworks/rules.save, *mangle, 2",
    "podnetworks/rules.save, *filter, 7",
    "podnetworks/rules.save, *nat, 28",
  })
  void everyLineIsAsItWasRead(String file, String table, int count) throws IOException {
    String text = Files.readString(FOLDER.resolve(file), StandardCharsets.UTF_8);
    String[] parts = (text.startsWith("-A") ? "*filter\n" + text : text).split("(?m)^(?=\\*)");
    List<String> rules =
        List.of(parts).stream()
            .filter(part -> part.startsWith(table))
            .flatMap(String::lines)
            .filter(line -> line.startsWith("-A"))
            .toList();
    assertThat(rules).hasSize(count);

    Ruleset sets = Ipset.run(Ruleset.NONE, List.of("restore"), SETS, 0).rules();
    Ruleset read = Iptables.restore(sets, whole(table, rules), true);
    List<String> printed =
        Iptables.save(read).stream().filter(line -> line.startsWith("-A")).toList();
    assertThat(printed).containsExactlyElementsOf(rules);
  }
}
