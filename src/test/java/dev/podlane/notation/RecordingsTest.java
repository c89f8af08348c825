package dev.podlane.notation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.console.CommandList;
import dev.podlane.document.Fields;
import dev.podlane.net.ns.Network;
import dev.podlane.trace.Trace;
import dev.podlane.trace.memory.Memory;
import dev.podlane.trace.walk.Walker;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Sends the probes of the recordings, in order and over one memory, and compares what happens with
 * what a Linux kernel did: one test for each probe.
 */
class RecordingsTest {
  @TestFactory
  Stream<DynamicContainer> everyProbeGoesAsOnLinux() {
    return Recording.NAMES.stream()
        .map(name -> DynamicContainer.dynamicContainer(name, tests(Recording.load(name))));
  }

  private static List<DynamicTest> tests(Recording recording) {
    List<DynamicTest> tests = new ArrayList<>();
    Memory memory = new Memory();
    Network network = recording.network();
    for (Fields recorded : recording.probes()) {
      ProbeCase probe = ProbeReader.read(recorded.map("probe").orElseThrow()).orElseThrow();
      network = run(network, probe.before(), recorded.maps("before"), memory);
      Sighted sighted = send(network, probe, memory);
      network = run(network, probe.after(), recorded.maps("after"), memory);
      tests.add(
          DynamicTest.dynamicTest(
              probe.name(),
              () -> {
                RecordedProbe expected = RecordedProbe.of(recorded);
                RecordedProbe actual = sighted.get();
                assertThat(actual.comparedWith(expected)).isEqualTo(expected.compared());
              }));
    }
    assertThat(tests).as("probes of %s", recording.name()).isNotEmpty();
    return tests;
  }

  /** The sightings of a walk; one that throws fails the test of its own probe only. */
  private interface Sighted {
    RecordedProbe get();
  }

  private static Sighted send(Network network, ProbeCase probe, Memory memory) {
    try {
      Trace trace = Walker.walk(network, probe.probe(), memory);
      for (int again = 1; again < probe.repeat(); again++) {
        trace = Walker.walk(network, probe.probe(), memory);
      }
      RecordedProbe seen = RecordedProbe.of(trace);
      return () -> seen;
    } catch (RuntimeException broken) {
      return () -> {
        throw broken;
      };
    }
  }

  /** Interface indexes of the recorder are its own, and there was no /sys to look into. */
  private static String plain(String text) {
    return text.lines()
        .filter(line -> !line.startsWith("cat: "))
        .map(line -> line.replaceAll("^[0-9]+: ", "").replaceAll("@if[0-9]+ *", " "))
        .map(line -> line.replaceAll(" +", " ").strip())
        .collect(Collectors.joining("\n"));
  }

  /** Gives commands and holds their answers against those of the kernel. */
  private static Network run(
      Network network, List<ProbeCase.CommandLine> commands, List<Fields> recorded, Memory memory) {
    Network now = network;
    for (int at = 0; at < commands.size(); at++) {
      CommandList answer = commands.get(at).run(now, memory);
      memory.pass(answer.sleptMillis());
      if (at < recorded.size()) { // answers to what follows a probe were not recorded
        Fields known = recorded.get(at);
        assertThat(answer.exitCode() != 0)
            .as("%s", commands.get(at))
            .isEqualTo(known.integer("rc").orElseThrow() != 0);
        assertThat(plain(answer.text()))
            .as("%s", commands.get(at))
            .isEqualTo(plain(known.text("out").orElseThrow()));
      }
      now = answer.network();
    }
    return now;
  }
}
