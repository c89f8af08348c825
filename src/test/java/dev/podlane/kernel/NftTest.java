package dev.podlane.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.console.iptables.Iptables;
import dev.podlane.console.iptables.RandomRules;
import dev.podlane.console.nft.Nft;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.tools.Command;
import dev.podlane.tools.NeedsTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.opentest4j.TestAbortedException;

/** Gives random tables to nft and iptables of this machine and to the model: nft lists the same. */
@NeedsTool({"ip", "iptables", "nft"})
@Timeout(120)
@ResourceLock("kernel")
class NftTest {
  private static final int RULESETS = 60;
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @TempDir Path folder = Path.of("");

  @BeforeAll
  static void namespacesCanBeMade() throws IOException {
    Namespaces.require("NftTest");
    String version = shell("nft --version").output();
    if (!version.contains("v1.0.6")) {
      String why = "another nft: " + version.strip();
      System.err.println("SKIPPED: NftTest, " + why);
      throw new TestAbortedException(why);
    }
  }

  private static Command shell(String script) throws IOException {
    return Command.run(Path.of(""), LIMIT, List.of("sh", "-c", script));
  }

  @Test
  void bothListTheSame() throws IOException {
    String namespace = "podlane-" + ProcessHandle.current().pid() + "-nft";
    String exec = "ip netns exec " + namespace;
    StringBuilder script = new StringBuilder("set -eu\n");
    script.append("trap 'ip netns del " + namespace + "' EXIT\nip netns add " + namespace + "\n");
    StringBuilder actual = new StringBuilder();
    for (int seed = 0; seed < RULESETS; seed++) {
      List<String> nft = RandomNft.table(new Random(seed), "10.1.0.3", new ArrayList<>());
      Path file = folder.resolve(seed + ".nft");
      Files.writeString(file, String.join("\n", nft) + "\n");
      script.append("echo seed " + seed + "\n" + exec + " nft flush ruleset\n");
      Ruleset rules = Ruleset.NONE;
      if (seed % 2 == 0) {
        List<String> lines = new RandomRules(seed).lines();
        Path written = folder.resolve(seed + ".rules");
        Files.writeString(written, String.join("\n", lines) + "\n");
        script.append(exec + " iptables-restore <" + written + "\n");
        rules = Iptables.restore(rules, String.join("\n", lines), true);
      }
      script.append(exec + " nft -f " + file + "\n" + exec + " nft list ruleset 2>/dev/null\n");
      rules = Nft.run(rules, String.join("\n", nft), "").rules();
      actual.append("seed " + seed + "\n").append(Nft.list(rules));
    }
    String expected =
        shell(script.toString())
            .output()
            .replaceAll("packets \\d+ bytes \\d+", "packets 0 bytes 0")
            // "! --dport :53" is saved as 54:65535, and kept so here
            .replace("port > 53", "port 54-65535");
    assertThat(differences(expected, actual.toString())).isEmpty();
    assertThat(actual.toString()).isEqualTo(expected);
  }

  /** The first lines that differ, which says more than both texts. */
  private static List<String> differences(String expected, String actual) {
    List<String> wanted = expected.lines().toList();
    List<String> found = actual.lines().toList();
    List<String> differences = new ArrayList<>();
    for (int at = 0; at < Math.min(wanted.size(), found.size()) && differences.size() < 20; at++) {
      if (!wanted.get(at).equals(found.get(at))) {
        differences.add(at + ": nft " + wanted.get(at) + " | here " + found.get(at));
      }
    }
    return differences;
  }
}
