package dev.podlane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.console.iptables.Iptables;
import dev.podlane.console.iptables.RandomRules;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.tools.Command;
import dev.podlane.tools.NeedsTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.opentest4j.TestAbortedException;

/** Gives random rules to iptables of this machine and to the model: both print the same. */
@NeedsTool({"ip", "iptables"})
@Timeout(120)
@ResourceLock("kernel")
class IptablesTest {
  private static final int RULESETS = 50;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir Path folder = Path.of("");

  @BeforeAll
  static void namespacesCanBeMade() throws IOException {
    Namespaces.require("IptablesTest");
    String version = shell("iptables --version").output();
    if (!version.contains("v1.8.9 (nf_tables)")) {
      String why = "another iptables: " + version.strip();
      System.err.println("SKIPPED: IptablesTest, " + why);
      throw new TestAbortedException(why);
    }
  }

  private static Command shell(String script) throws IOException {
    return Command.run(Path.of(""), LIMIT, List.of("sh", "-c", script));
  }

  @Test
  void bothPrintTheSame() throws IOException {
    StringBuilder expected = new StringBuilder();
    StringBuilder actual = new StringBuilder();
    StringBuilder script = new StringBuilder("set -eu\n");
    String namespace = "podlane-" + ProcessHandle.current().pid() + "-rules";
    script.append("trap 'ip netns del " + namespace + "' EXIT\nip netns add " + namespace + "\n");
    for (int seed = 0; seed < RULESETS; seed++) {
      List<String> lines = new RandomRules(seed).lines();
      Path file = folder.resolve(seed + ".rules");
      Files.writeString(file, String.join("\n", lines) + "\n");
      String exec = "ip netns exec " + namespace;
      script.append("echo seed " + seed + "\n" + exec + " iptables-restore <" + file + "\n");
      script.append(exec + " iptables-save | grep -v '^#'\n");
      Ruleset rules = Iptables.restore(Ruleset.NONE, String.join("\n", lines), true);
      actual.append("seed " + seed + "\n");
      Iptables.save(rules).forEach(line -> actual.append(line).append('\n'));
    }
    expected.append(shell(script.toString()).output().replaceAll("\\[\\d+:\\d+]", "[0:0]"));
    assertThat(differences(expected.toString(), actual.toString())).isEmpty();
    assertThat(actual.toString()).isEqualTo(expected.toString());
  }

  /** The first lines that differ, which says more than both texts. */
  private static List<String> differences(String expected, String actual) {
    List<String> wanted = expected.lines().toList();
    List<String> found = actual.lines().toList();
    List<String> differences = new ArrayList<>();
    for (int at = 0; at < Math.min(wanted.size(), found.size()) && differences.size() < 10; at++) {
      if (!wanted.get(at).equals(found.get(at))) {
        differences.add(at + ": iptables " + wanted.get(at) + " | here " + found.get(at));
      }
    }
    return differences;
  }
}
