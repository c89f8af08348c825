package dev.podlane.compile.wire;

import dev.podlane.net.link.Device;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Names of the ports of one bridge. They look like those of the bridge plugin, {@code veth} and
 * eight hexadecimal digits, but are a hash of the attached namespace instead of random.
 */
public final class DeviceNames {
  private static final Pattern PLAIN = Pattern.compile("[a-z0-9.-]+");
  private static final int KEPT = 4;
  private static final int POD_DIGITS = 11;

  private final MessageDigest digest = digest("SHA-256");
  private final Set<String> taken = new HashSet<>();

  /** The port of a pod, as {@code veth3f9a01c2}. */
  public String veth(String pod) {
    return hashed("veth", pod, 8);
  }

  /**
   * The end of a pod's wire as Calico and Amazon's plugin name it: the prefix and eleven digits of
   * a hash.
   */
  public String ofPod(String prefix, String pod) {
    for (int attempt = 0; ; attempt++) {
      String what = attempt == 0 ? pod : pod + "#" + attempt;
      byte[] hash = digest("SHA-1").digest(what.getBytes(StandardCharsets.UTF_8));
      String name = prefix + HexFormat.of().formatHex(hash).substring(0, POD_DIGITS);
      if (taken.add(name)) {
        return name;
      }
    }
  }

  /** The port of a container, as Docker's {@code veth3f9a01c}. */
  public String shortVeth(String container) {
    return hashed("veth", container, 7);
  }

  /** The port of a station on the segment, as {@code p-node-1}; shortened if it has to be. */
  public String port(String station) {
    boolean plain = PLAIN.matcher(station).matches();
    String whole = "p-" + station;
    if (plain && whole.length() <= Device.MAX_NAME && taken.add(whole)) {
      return whole;
    }
    String start = plain && station.length() > KEPT ? station.substring(0, KEPT) + "-" : "";
    return hashed("p-" + start, station, 8);
  }

  private String hashed(String prefix, String what, int digits) {
    for (int attempt = 0; ; attempt++) {
      byte[] text = (attempt == 0 ? what : what + "#" + attempt).getBytes(StandardCharsets.UTF_8);
      int hash = ByteBuffer.wrap(digest.digest(text)).getInt();
      String name = prefix + String.format(Locale.ROOT, "%08x", hash).substring(0, digits);
      if (taken.add(name)) {
        return name;
      }
    }
  }

  private static MessageDigest digest(String algorithm) {
    try {
      return MessageDigest.getInstance(algorithm);
    } catch (NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }
}
