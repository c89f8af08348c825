package dev.podlane.compile.cni;

import dev.podlane.net.filter.Chain;
import dev.podlane.net.filter.Rule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Names and hashes of Felix's chains (projectcalico/calico {@code felix/generictables/rules.go},
 * {@code libcalico-go/lib/hash}): each rule's hash is made of the rule and the hash before it.
 */
final class FelixChain {
  /** Longest name of a chain that Felix gives with iptables. */
  private static final int LONGEST = 28;

  private static final int HASH = 16;

  private FelixChain() {}

  /** A chain of these lines. */
  static Chain of(String name, FelixLine... lines) {
    return of(name, List.of(lines));
  }

  /** A chain of these lines. */
  static Chain of(String name, List<FelixLine> lines) {
    return new Chain(name, null, rules(name, lines));
  }

  /** The rules of a chain of that name; those at the end of a built-in one have another name. */
  static List<Rule> rules(String name, List<FelixLine> lines) {
    MessageDigest digest = digest("SHA-224");
    byte[] hash = digest.digest(name.getBytes(StandardCharsets.UTF_8));
    List<Rule> rules = new ArrayList<>();
    for (FelixLine line : lines) {
      digest.update(hash);
      String text = "-A " + name + " HASH " + line.words();
      hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      rules.add(line.rule(base64(hash).substring(0, HASH)));
    }
    return rules;
  }

  /** A name of at most {@value #LONGEST} characters; the end of a longer one is hashed. */
  static String name(String prefix, String id) {
    if (prefix.length() + id.length() <= LONGEST) {
      return prefix + id;
    }
    byte[] hash = digest("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8));
    return prefix + "_" + base64(hash).substring(0, LONGEST - 1 - prefix.length());
  }

  private static String base64(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
