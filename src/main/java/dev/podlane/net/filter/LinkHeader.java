package dev.podlane.net.filter;

import dev.podlane.net.addr.Mac;
import org.jspecify.annotations.Nullable;

/**
 * The way a packet came to this host.
 *
 * @param received true if it arrived by a device, false if it was made here
 * @param source hardware address of the sender; null if it was made here or came by a device
 *     without such addresses
 * @param type the kind of receiver the frame was for
 * @param orphan true if no socket of this host sends it
 */
public record LinkHeader(boolean received, @Nullable Mac source, Type type, boolean orphan) {
  /** Kinds of receivers (PACKET_HOST and so on in include/uapi/linux/if_packet.h). */
  public enum Type {
    UNICAST,
    BROADCAST,
    MULTICAST,
    OTHERHOST
  }

  /** Of a packet made here. */
  public static final LinkHeader NONE = new LinkHeader(false, null, Type.UNICAST, false);

  /** Of a packet made here, which no socket sends. */
  public static final LinkHeader ORPHAN = new LinkHeader(false, null, Type.UNICAST, true);
}
