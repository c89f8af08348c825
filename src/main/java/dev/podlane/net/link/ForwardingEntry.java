package dev.podlane.net.link;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import org.jspecify.annotations.Nullable;

/**
 * A forwarding database entry set by hand ({@code bridge fdb add}).
 *
 * @param device the bridge port behind which the station is, or the vxlan device
 * @param mac hardware address of the station; all zero for those a vxlan device knows nothing of
 * @param remote outer destination address, of a vxlan device only
 */
public record ForwardingEntry(String device, Mac mac, @Nullable Ip remote) {}
