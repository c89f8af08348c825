package dev.podlane.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.read.Documents;
import dev.podlane.net.ns.Network;
import dev.podlane.notation.LinuxNetworks;
import dev.podlane.notation.ReadNetwork;

/** Networks for tests, written down in the notation of recordings. */
public final class Networks {
  private Networks() {}

  public static Network of(String yaml) {
    ReadNetwork reading = LinuxNetworks.read(Documents.parse("network.yaml", yaml).get(0));
    assertThat(reading.problems()).isEmpty();
    return reading.network();
  }
}
