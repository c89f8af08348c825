package dev.podlane.compile.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.compile.Compiler;
import dev.podlane.console.Console;
import dev.podlane.document.read.Documents;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.memory.Memory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The rules of one node are those of the golden texts, which were written from kube-proxy's sources
 * independently of the compiler, loaded into a kernel and printed back.
 */
final class GoldenServicesTest {
  private static final Path FOLDER = Path.of("src/test/resources/kubeproxy");

  private static String golden(String name) throws IOException {
    return Files.readString(FOLDER.resolve(name), StandardCharsets.UTF_8);
  }

  /**
   * The rules of each chain. Their order is defined only within one Service, and kube-proxy walks
   * Services in the order of a Go map.
   */
  private static Map<String, List<String>> chains(String save) {
    Map<String, List<String>> chains = new TreeMap<>();
    String table = "";
    for (String line : save.lines().toList()) {
      if (line.startsWith("*")) {
        table = line;
      } else if (line.startsWith(":")) {
        chains.put(table + " " + line.substring(1, line.indexOf(' ')), new ArrayList<>());
      } else if (line.startsWith("-A ")) {
        String chain = line.split(" ", -1)[1];
        chains.computeIfAbsent(table + " " + chain, undeclared -> new ArrayList<>()).add(line);
      }
    }
    chains.forEach(
        (chain, rules) -> {
          if (!chain.matches(".*(KUBE-S(VC|VL|EP)|KUBE-EXT-|KUBE-FW|POSTROUTING|FORWARD).*")) {
            rules.sort(null);
          }
        });
    return chains;
  }

  @Test
  void iptablesAreThoseOfTheGoldenText() throws IOException {
    Cluster cluster = Clusters.read(Documents.parse("services.yaml", golden("services.yaml")));
    Network network = Compiler.compile(cluster).network();
    String saved = Console.run(network, new Memory(), "node-1", "iptables-save").text();

    Map<String, List<String>> expected = chains(golden("iptables.save"));
    Map<String, List<String>> found = chains(saved);
    assertThat(expected).hasSizeGreaterThan(40);
    assertThat(found).containsExactlyEntriesOf(expected);
  }

  /** The lines of each chain, and the elements of each set, of a listing of nft. */
  private static Map<String, List<String>> blocks(String listing) {
    Map<String, List<String>> blocks = new TreeMap<>();
    List<String> block = new ArrayList<>();
    for (String line : listing.lines().map(String::strip).toList()) {
      if (line.endsWith("{") && line.matches("(chain|set|map) .*")) {
        block = new ArrayList<>();
        blocks.put(line, block);
      } else if (!line.isEmpty() && !line.equals("}") && !line.startsWith("table")) {
        block.add(line);
      }
    }
    blocks.replaceAll((name, lines) -> name.startsWith("chain") ? lines : elements(lines));
    return blocks;
  }

  private static List<String> elements(List<String> lines) {
    return Stream.of(String.join(" ", lines).split("(?<=,) |elements = \\{ | \\}", -1))
        .map(each -> each.replaceAll(",$", "").strip())
        .sorted()
        .toList();
  }

  @ParameterizedTest
  @CsvSource({"1.34, kubeproxy-nft-1.34.list", "1.37, kubeproxy-nft-1.37.list"})
  void nftablesAreThoseOfTheGoldenText(String version, String file) throws IOException {
    String text =
        golden("services.yaml")
            .replace(
                "spec: {masquerade: false",
                "spec: {kubernetesVersion: '"
                    + version
                    + "', proxyMode: nftables, masquerade: false");
    Cluster cluster = Clusters.read(Documents.parse("services.yaml", text));
    Network network = Compiler.compile(cluster).network();
    String listed =
        Console.run(network, new Memory(), "node-1", "nft list table ip kube-proxy").text();
    String expected = Files.readString(Path.of("src/test/resources/nft", file));
    assertThat(blocks(expected)).hasSizeGreaterThan(35);
    assertThat(blocks(listed)).containsExactlyEntriesOf(blocks(expected));
  }
}
