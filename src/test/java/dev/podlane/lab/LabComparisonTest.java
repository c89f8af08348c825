package dev.podlane.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Differences between a trace and a kernel that count, and those that do not. */
class LabComparisonTest {
  @Test
  void theSendersPortDoesNotCount() {
    assertThat(
            differing(
                request("{10.0.0.2:40001>10.0.0.3:80} a/eth0>64 b/eth0<64"),
                request("{10.0.0.2:20001>10.0.0.3:80} a/eth0>64 b/eth0<64")))
        .isEmpty();
  }

  @Test
  void anotherPortAddressDeviceDirectionOrTimeToLiveCounts() {
    Observation trace = request("{10.0.0.2:1>10.0.0.3:80} a/eth0>64 b/eth0<64");
    for (String line :
        List.of(
            "{10.0.0.2:1>10.0.0.3:81} a/eth0>64 b/eth0<64",
            "{10.0.0.2:1>10.0.0.4:80} a/eth0>64 b/eth0<64",
            "{10.0.0.2:1>10.0.0.3:80} a/eth0>64 b/eth1<64",
            "{10.0.0.2:1>10.0.0.3:80} a/eth0>64 b/eth0>64",
            "{10.0.0.2:1>10.0.0.3:80} a/eth0>64 b/eth0<63",
            "{10.0.0.2:1>10.0.0.3:80} a/eth0>64 b/eth0<64!other",
            "{10.0.0.2:1>10.0.0.3:80} b/eth0<64 a/eth0>64",
            "{10.0.0.2:1>10.0.0.3:80} a/eth0>64",
            "")) {
      assertThat(differing(trace, request(line))).as(line).containsExactly("request");
    }
  }

  @Test
  void portsThatTranslationDrawsDoNotCount() {
    String line = "{10.0.0.2:1>10.0.0.3:80} a/eth0>64 {10.1.0.1:%d>10.0.0.3:80} r/out0>63";
    assertThat(differing(request(line.formatted(37574)), request(line.formatted(2000)))).isEmpty();
    assertThat(differing(request(line.formatted(37574)), request(line.formatted(600))))
        .containsExactly("request");
  }

  @Test
  void oneErrorThatAHostTellsItselfMayBeMissing() {
    String own = "{1.1.1.1>1.1.1.1 icmp3/1}";
    String two = own + " r/lo>64 r/lo<64 r/lo>64 r/lo<64";
    String one = own + " r/lo>64 r/lo<64";
    assertThat(differing(paths("errors", two), paths("errors", one))).isEmpty();
    assertThat(differing(paths("errors", two + " r/lo>64 r/lo<64"), paths("errors", one)))
        .containsExactly("errors");
    assertThat(differing(paths("errors", one), paths("errors", ""))).containsExactly("errors");
  }

  @Test
  void theOrderOfErrorsSaysNothing() {
    assertThat(
            differing(
                paths(
                    "errors", "{1.1.1.1>2.2.2.2 icmp3/1} r/eth0>64 a/eth0<64 r/eth0>64 a/eth0<64"),
                paths(
                    "errors", "{1.1.1.1>2.2.2.2 icmp3/1} r/eth0>64 r/eth0>64 a/eth0<64 a/eth0<64")))
        .isEmpty();
    assertThat(
            differing(
                paths("errors", "{1.1.1.1>2.2.2.2 icmp3/1} r/eth0>64 a/eth0<64"),
                paths("errors", "{1.1.1.1>2.2.2.2 icmp3/0} r/eth0>64 a/eth0<64")))
        .containsExactly("errors");
  }

  @Test
  void theCopiesOfAFloodGoAtOnce() {
    assertThat(
            differing(
                request("{1.1.1.1>2.2.2.2} s/p1<64 s/p3>64 c/eth0<64 s/p2>64 b/eth0<64"),
                request("{1.1.1.1>2.2.2.2} s/p1<64 s/p3>64 s/p2>64 c/eth0<64 b/eth0<64")))
        .isEmpty();
  }

  @Test
  void aBridgedTranslationMayShowTheBridge() {
    String with = "{1.1.1.1>9.9.9.9} n/v1<64!other {1.1.1.1>2.2.2.2} n/cbr0>64 n/v2>64 b/eth0<64";
    String without = "{1.1.1.1>9.9.9.9} n/v1<64!other {1.1.1.1>2.2.2.2} n/v2>64 b/eth0<64";

    assertThat(differing(request(with), request(without))).isEmpty();
    assertThat(differing(request(without), request(with))).isEmpty();
  }

  @Test
  void noOtherHopMayBeMissing() {
    String with = "{1.1.1.1>2.2.2.2} n/v1<64!other n/cbr0<64 n/eth0>63 b/eth0<63";
    String without = "{1.1.1.1>2.2.2.2} n/v1<64!other n/eth0>63 b/eth0<63";

    assertThat(differing(request(with), request(without))).containsExactly("request");
  }

  @Test
  void redirectsMayBeMissingButNotOthers() {
    Observation one = paths("redirects", "{1.1.1.1>2.2.2.2 icmp5/1} r/eth0>64 a/eth0<64");
    Observation other = paths("redirects", "{1.1.1.9>2.2.2.2 icmp5/1} r/eth0>64 a/eth0<64");

    assertThat(differing(one, paths("request", ""))).isEmpty();
    assertThat(differing(one, one)).isEmpty();
    assertThat(differing(one, other)).containsExactly("redirects");
  }

  @Test
  void theOutcomeCountsInAllItsParts() {
    Observation one = new Observation(Map.of("result", "timeout"), Map.of());
    Observation other =
        new Observation(Map.of("result", "timeout", "errno", "ETIMEDOUT"), Map.of());

    assertThat(differing(one, other)).containsExactly("outcome");
  }

  private static List<String> differing(Observation predicted, Observation observed) {
    return LabComparison.of(predicted, observed).stream()
        .filter(each -> !each.isEqual())
        .map(LabComparison::flow)
        .toList();
  }

  private static Observation request(String line) {
    return paths("request", line);
  }

  private static Observation paths(String flow, String line) {
    return new Observation(Map.of("result", "delivered"), Map.of(flow, line));
  }
}
