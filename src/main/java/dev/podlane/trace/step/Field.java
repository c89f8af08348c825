package dev.podlane.trace.step;

import org.jspecify.annotations.Nullable;

/**
 * A field that was evaluated. For a rule that matched, it is a condition and the value of the
 * packet.
 *
 * @param name name of the field: a setting as sysctl(8) names it, a header field, or a word
 * @param wanted the value with which the packet would have gone on; none if there is no such one
 * @param had the value found; none if nothing was found
 */
public record Field(String name, @Nullable String wanted, @Nullable String had) {
  /** A setting of a device in {@code net.ipv4.conf}. */
  public static Field conf(String device, String setting, Object wanted, Object had) {
    return new Field("net.ipv4.conf." + device + "." + setting, wanted.toString(), had.toString());
  }
}
