package dev.podlane.lab;

import dev.podlane.console.ipset.Ipset;
import dev.podlane.console.iptables.Iptables;
import dev.podlane.console.nft.RulesetParts;
import dev.podlane.lab.ScriptText.Raw;
import dev.podlane.net.filter.Ruleset;
import java.util.List;

/** Loads netfilter rules, and the sets they ask. */
final class RulesetScript {
  private RulesetScript() {}

  static void load(ScriptText script, Raw in, Ruleset rules) {
    if (!rules.sets().isEmpty()) {
      script.line(
          "ip netns exec " + in.text() + " ipset restore " + input("SETS", Ipset.save(rules)));
    }
    Ruleset ofIptables = RulesetParts.ofIptables(rules);
    if (!ofIptables.tables().isEmpty()) {
      String lines = input("RULES", Iptables.save(ofIptables));
      script.line("ip netns exec " + in.text() + " iptables-restore " + lines);
    }
    String nft = RulesetParts.ofNft(rules);
    if (!nft.isEmpty()) {
      String text = ScriptText.heredoc("NFT", nft.stripTrailing());
      script.line("ip netns exec " + in.text() + " nft -f /dev/stdin " + text);
    }
  }

  private static String input(String word, List<String> lines) {
    return ScriptText.heredoc(word, String.join("\n", lines));
  }
}
