package dev.podlane.console.iptables;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.console.ipset.Ipset;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.console.nft.Nft;
import dev.podlane.net.filter.Ruleset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** Rules with extensions are saved, listed and refused word for word as by iptables. */
class ExtensionLinesTest {
  private static final String FILE = "/console/extension-lines.txt";

  /** A rule and what the real tools made of it; {@code nft} is empty where it was refused. */
  private record Line(String table, String rule, String result, String nft) {}

  private static List<Line> lines() throws IOException {
    List<Line> all = new ArrayList<>();
    try (InputStream in =
        Objects.requireNonNull(ExtensionLinesTest.class.getResourceAsStream(FILE))) {
      List<String> text =
          new String(in.readAllBytes(), StandardCharsets.UTF_8)
              .lines()
              .filter(line -> !line.startsWith("#"))
              .toList();
      int at = 0;
      while (at < text.size()) {
        String[] rule = text.get(at).split(": ", 2);
        String result = text.get(at + 1);
        boolean isRefused = result.startsWith("!! ");
        String nft = isRefused ? "" : text.get(at + 2).substring("nft ".length());
        all.add(new Line(rule[0], rule[1], result, nft));
        at += isRefused ? 2 : 3;
      }
    }
    return all;
  }

  private static Ruleset sets() {
    return Ipset.run(Ruleset.NONE, List.of("create", "s", "hash:ip"), "", 0).rules();
  }

  private static String here(Line line) {
    try {
      Ruleset rules =
          Iptables.restore(sets(), "*" + line.table() + "\n" + line.rule() + "\nCOMMIT", true);
      String saved =
          Iptables.save(rules).stream()
              .filter(each -> each.startsWith("-A"))
              .findFirst()
              .orElse("");
      return "=> " + saved;
    } catch (IptablesException refusal) {
      return "!! " + refusal.summary();
    }
  }

  @Test
  void savedAndRefusedAsByIptables() throws IOException {
    List<String> differences = new ArrayList<>();
    for (Line line : lines()) {
      String here = here(line);
      if (!here.equals(line.result())) {
        differences.add(line.rule() + "\n   iptables " + line.result() + "\n   here     " + here);
      }
    }
    assertThat(String.join("\n", differences)).isEmpty();
  }

  @Test
  void listedAsByNft() throws IOException {
    List<String> differences = new ArrayList<>();
    for (Line line : lines()) {
      if (line.nft().isEmpty() || !here(line).equals(line.result())) {
        continue;
      }
      Ruleset rules =
          Iptables.restore(sets(), "*" + line.table() + "\n" + line.rule() + "\nCOMMIT", true);
      String listed =
          Nft.list(rules)
              .lines()
              .filter(each -> each.contains("counter"))
              .findFirst()
              .orElse("")
              .replace(" packets 0 bytes 0", "")
              .strip();
      if (!listed.equals(line.nft())) {
        differences.add(line.rule() + "\n   nft  " + line.nft() + "\n   here " + listed);
      }
    }
    assertThat(String.join("\n", differences)).isEmpty();
  }
}
