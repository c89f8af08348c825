package dev.podlane.kernel.secondreading;

import dev.podlane.cluster.Clusters;
import dev.podlane.compile.Compiler;
import dev.podlane.console.Console;
import dev.podlane.document.read.Documents;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.memory.Memory;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A form of the rules, as modes and versions of kube-proxy write them. */
enum Form {
  IPTABLES(0, "iptables", NftBase.Version.V1_37),
  NFT_1_34(1, "nftables", NftBase.Version.V1_34),
  NFT_1_35(2, "nftables", NftBase.Version.V1_35),
  NFT_1_36(3, "nftables", NftBase.Version.V1_36),
  NFT_1_37(4, "nftables", NftBase.Version.V1_37);

  private static final int FORMS = Integer.getInteger("podlane.lab.forms", 2);
  private static final String SECTION = "#### ";
  private static final String TABLE = "ip kube-proxy";

  private final int number;
  private final String mode;
  private final NftBase.Version version;

  Form(int number, String mode, NftBase.Version version) {
    this.number = number;
    this.mode = mode;
    this.version = version;
  }

  /** Each set is compared in two forms, a large one in the form where the size tells. */
  boolean concerns(long seed) {
    return RandomServiceSets.isLarge(seed)
        ? this == IPTABLES
        : (number + seed) % values().length < FORMS;
  }

  /** The second reading's text. */
  String read(ServiceSet set) {
    return this == IPTABLES ? IptablesReading.of(set) : NftReading.of(set, version);
  }

  /** The compiler's text, as the console of the node prints it. */
  String compiled(ServiceSet set) {
    String text = Manifests.of(set, mode, version.text());
    Network network = Compiler.compile(Clusters.read(Documents.parse("", text))).network();
    String command = this == IPTABLES ? "iptables-save" : "nft list table " + TABLE;
    return Console.run(network, new Memory(), set.node().name(), command).text() + "\n";
  }

  /**
   * A text that can be loaded here: many kernels lack counters of nfacct, whose places are kept by
   * comments; tables of nft get names of their own, so that many are loaded at once.
   */
  String loadable(String text, String table) {
    return this == IPTABLES
        ? text.replaceAll("-m nfacct --nfacct-name +(\\w+)", "-m comment --comment \"nfacct $1\"")
        : text.replace(TABLE, "ip " + table);
  }

  /**
   * Commands for a shell that load files, whose names are those of the tables, and print what the
   * kernel has then, or what it said when it refused.
   */
  String script(List<String> files) {
    StringBuilder script = new StringBuilder();
    String one = this == IPTABLES ? "iptables-restore <FILE && iptables-save" : "nft -f FILE";
    String each = "echo '" + SECTION + "FILE'; " + one + "\n";
    if (this != IPTABLES) {
      // all at once, else one by one to tell which it refuses
      script.append("cat " + String.join(" ", files) + " | nft -f - 2>all || {\ncat all\n");
    }
    files.forEach(file -> script.append(each.replace("FILE", file)));
    return script.append(this == IPTABLES ? "" : "}\nnft list ruleset\n").toString();
  }

  /** The chains that the kernel printed of each file, by its name. */
  Map<String, Map<String, List<String>>> printed(String output) {
    Map<String, StringBuilder> sections = new HashMap<>();
    StringBuilder section = new StringBuilder();
    for (String line : output.lines().toList()) {
      boolean isTable = line.startsWith("table ip k");
      if (isTable || line.startsWith(SECTION)) {
        String name = isTable ? line.split(" ", -1)[2] : line.substring(SECTION.length());
        section = sections.computeIfAbsent(name, found -> new StringBuilder());
        section.append(isTable ? line : "").append('\n');
      } else {
        section.append(line).append('\n');
      }
    }
    Map<String, Map<String, List<String>>> printed = new HashMap<>();
    sections.forEach((name, text) -> printed.put(name, canonical(text.toString())));
    return printed;
  }

  /** A text that the kernel or the console printed, by chains. */
  Map<String, List<String>> canonical(String text) {
    return this == IPTABLES ? Printed.iptables(text) : Printed.nft(text);
  }
}
