package dev.podlane.trace;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.Documents;
import dev.podlane.net.ns.Network;
import dev.podlane.notation.LinuxNetworks;
import dev.podlane.notation.Reading;

/** Networks for tests, written down in the notation of recordings. */
final class Networks {
  private Networks() {}

  static Network of(String yaml) {
    Reading reading = LinuxNetworks.read(Documents.parse("network.yaml", yaml).get(0));
    assertThat(reading.problems()).isEmpty();
    return reading.network();
  }
}
