package dev.podlane.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.document.Fields;
import dev.podlane.document.Severity;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The networks of the recordings are read into the devices and sockets the kernel had. */
class RecordedNetworksTest {
  static List<String> names() {
    return Recording.NAMES;
  }

  @ParameterizedTest
  @MethodSource("names")
  void devicesAreThoseOfTheKernel(String name) {
    Recording recording = Recording.load(name);
    assertThat(recording.problems()).noneMatch(each -> each.severity() != Severity.INFO);
    TreeMap<String, String> expected = new TreeMap<>();
    Fields devices = recording.root().map("devices").orElseThrow();
    for (String id : devices.value().entries().keySet()) {
      Fields device = devices.map(id).orElseThrow();
      expected.put(
          id,
          device.text("mac").orElseThrow()
              + " "
              + device.integer("mtu").orElseThrow()
              + " "
              + device.text("kind").orElseThrow());
    }
    assertThat(expected).hasSizeGreaterThan(8);
    assertThat(actual(recording)).isEqualTo(expected);
  }

  private static Map<String, String> actual(Recording recording) {
    TreeMap<String, String> actual = new TreeMap<>();
    for (NetworkNamespace ns : recording.network().namespaces().values()) {
      for (Device device : ns.devices().values()) {
        String kind = device.link() instanceof Link.Loopback ? "" : device.link().kind();
        actual.put(ns.name() + "/" + device.name(), device.mac() + " " + device.mtu() + " " + kind);
      }
    }
    return actual;
  }

  @ParameterizedTest
  @MethodSource("names")
  void socketsThatCouldNotBeOpenedAreTheSame(String name) {
    Recording recording = Recording.load(name);
    List<String> expected = new ArrayList<>();
    for (Fields error : recording.root().maps("listen_errors")) {
      expected.add(
          new ListenError(
                  error.text("ns").orElseThrow(),
                  error.text("proto").orElseThrow(),
                  error.text("ip").orElseThrow(),
                  error.integer("port").orElseThrow(),
                  error.text("name").orElseThrow(),
                  error.text("call").orElseThrow(),
                  error.text("errno").orElseThrow())
              .toString());
    }
    assertThat(ListenError.of(recording.network()).stream().map(ListenError::toString))
        .containsExactlyElementsOf(expected);
    if (name.startsWith("b-")) {
      assertThat(expected).hasSize(5);
    }
  }
}
