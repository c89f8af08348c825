package dev.podlane.net.filter;

import dev.podlane.net.filter.nft.HeaderField;
import dev.podlane.net.packet.IpPacket;
import org.jspecify.annotations.Nullable;

/** Writes fields of a packet's header (nft_payload_set_eval). */
final class FieldWriter {
  private static final int ECN_BITS = 3;

  private FieldWriter() {}

  /** The packet with a field changed; null if the model does not keep it. */
  static @Nullable IpPacket write(HeaderField field, IpPacket packet, int value) {
    if (!packet.source().isV4()) {
      return null;
    }
    int tos = packet.tos();
    return switch (field) {
      case IP_TTL -> packet.withTtl(value);
      case IP_DSCP -> packet.withTos((tos & ECN_BITS) | value << 2);
      case IP_ECN -> packet.withTos((tos & ~ECN_BITS) | value);
      default -> null;
    };
  }
}
