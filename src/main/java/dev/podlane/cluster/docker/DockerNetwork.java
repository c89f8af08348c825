package dev.podlane.cluster.docker;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Prefix;
import org.jspecify.annotations.Nullable;

/**
 * A user-defined bridge network.
 *
 * @param name its name
 * @param subnet null for the first free one of Docker's own
 * @param gateway address of its bridge; null for the first of the subnet
 * @param bridge name of its bridge; empty for {@code br-} and the network's id
 */
public record DockerNetwork(
    String name, @Nullable Prefix subnet, @Nullable Ip gateway, String bridge) {}
