package dev.podlane.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.podlane.net.addr.Ip;
import dev.podlane.trace.step.LinkStep;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A trace that is no tree of steps in order cannot be made. */
class MalformedTraceTest {
  private static final Probe PROBE = Probe.from("a").ping(Ip.parse("10.0.0.1"));

  private static Hop hop(int id, Hop.@Nullable Parent parent, int tick, int... seqs) {
    List<Hop.StepRecord> steps =
        IntStream.of(seqs)
            .mapToObj(
                seq -> new Hop.StepRecord(seq, new LinkStep.FrameTransmitted("eth0"), null, null))
            .toList();
    return new Hop(id, parent, tick, 0, Flow.REQUEST, 0, "a", steps);
  }

  private static Hop.Parent at(int hop, int step) {
    return new Hop.Parent(hop, step);
  }

  private static Trace trace(Hop... hops) {
    return new Trace(PROBE, Outcome.unsent(Outcome.Result.UNKNOWN, "a", "made"), List.of(hops));
  }

  @Test
  void aTreeInOrderIsATrace() {
    Trace trace = trace(hop(0, null, 0, 0, 1, 4), hop(1, at(0, 1), 1, 2), hop(2, at(1, 0), 1, 3));

    assertThat(trace.hops()).hasSize(3);
  }

  private static Hop after(Hop.Parent parent) {
    return hop(1, parent, 1, 5);
  }

  static Stream<Arguments> malformedHops() {
    return Stream.of(
        malformed("negative", () -> hop(-1, null, 0, 0)),
        malformed("negative", () -> hop(0, null, -1, 0)),
        malformed("must have happened", () -> hop(0, null, 0)),
        malformed("must come after", () -> hop(0, null, 0, 2, 1)),
        malformed("must come after", () -> hop(0, null, 0, 2, 2)),
        malformed("begun before", () -> after(at(1, 0))),
        malformed("begun before", () -> after(at(2, 0))),
        malformed("must be a step", () -> after(at(0, -1))),
        malformed("must be a step", () -> after(at(-1, 0))));
  }

  static Stream<Arguments> malformedTraces() {
    return Stream.of(
        malformed("must be number 0", () -> trace(hop(1, null, 0, 0))),
        malformed("must be number 1", () -> trace(hop(0, null, 0, 0), hop(2, at(0, 0), 1, 1))),
        malformed("has no step 1", () -> trace(hop(0, null, 0, 0), hop(1, at(0, 1), 1, 1))),
        malformed("already", () -> trace(hop(0, null, 0, 0, 1), hop(1, at(0, 0), 1, 1))),
        malformed("begin after", () -> trace(hop(0, null, 0, 3), hop(1, at(0, 0), 1, 1))),
        malformed("fewer wires", () -> trace(hop(0, null, 2, 0), hop(1, at(0, 0), 1, 1))));
  }

  private static Arguments malformed(String message, Runnable making) {
    return Arguments.of(message, making);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"malformedHops", "malformedTraces"})
  void whatIsMalformedCannotBeMade(String message, Runnable making) {
    assertThatIllegalArgumentException().isThrownBy(making::run).withMessageContaining(message);
  }
}
