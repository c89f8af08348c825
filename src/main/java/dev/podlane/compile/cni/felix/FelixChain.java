package dev.podlane.compile.cni.felix;

import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Rule;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;

/**
 * Names and hashes of Felix's chains (projectcalico/calico {@code felix/generictables/rules.go},
 * {@code libcalico-go/lib/hash}): each rule's hash is made of the rule and the hash before it.
 */
public final class FelixChain {
  /** Longest name of a chain that Felix gives with iptables. */
  static final int LONGEST = 28;

  private static final int HASH = 16;

  private FelixChain() {}

  /** A chain of these lines. */
  public static Chain of(String name, FelixLine... lines) {
    return of(name, List.of(lines));
  }

  /** A chain of these lines. */
  public static Chain of(String name, List<FelixLine> lines) {
    return new Chain(name, null, rules(name, lines));
  }

  /** The rules of a chain of that name; those at the end of a built-in one have another name. */
  public static List<Rule> rules(String name, List<FelixLine> lines) {
    MessageDigest digest = FelixHash.digest("SHA-224");
    byte[] hash = digest.digest(FelixHash.octets(name));
    List<Rule> rules = new ArrayList<>();
    for (FelixLine line : lines) {
      digest.update(hash);
      hash = digest.digest(FelixHash.octets("-A " + name + " HASH " + line.words()));
      rules.add(line.rule(FelixHash.base64(hash).substring(0, HASH)));
    }
    return rules;
  }

  /** A name of at most {@value #LONGEST} characters; the end of a longer one is hashed. */
  public static String name(String prefix, String id) {
    return FelixHash.limited(prefix, id, LONGEST);
  }
}
