package dev.podlane.compile.cni;

import dev.podlane.cluster.object.Pod;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A pod in one network, as the plugins of containernetworking/plugins name its chains and comments
 * ({@code pkg/utils/utils.go}, FormatChainName and FormatComment).
 *
 * @param network name of the network in the plugin's configuration
 * @param id of the container; it follows from the pod and its sandbox, and is random in a cluster
 */
record CniName(String network, String id) {
  /** Longest name of a chain of iptables. */
  private static final int LONGEST_CHAIN = 28;

  private static final int ID = 12;

  static CniName of(String network, Pod pod) {
    return new CniName(network, sha512(pod.ref().path() + "#" + pod.sandbox()).substring(0, ID));
  }

  /** The name of its chain. */
  String chain(String prefix) {
    return prefix + sha512(network + id).substring(0, LONGEST_CHAIN - prefix.length());
  }

  /** The comment on its rules. */
  String comment() {
    return "name: \"" + network + "\" id: \"" + id + "\"";
  }

  private static String sha512(String text) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-512");
      return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException everyPlatformHasIt) {
      throw new IllegalStateException(everyPlatformHasIt);
    }
  }
}
