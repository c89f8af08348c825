package dev.podlane.trace.link;

import dev.podlane.net.link.Device;
import java.util.List;

/**
 * The ports that a bridge floods a frame to.
 *
 * @param ports to which copies are followed, the newest first
 * @param others number of further copies, which no station accepts
 */
record Flood(List<Device> ports, int others) {
  Flood {
    ports = List.copyOf(ports);
  }
}
