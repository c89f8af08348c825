package dev.podlane.workspace;

import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.Probe;
import dev.podlane.trace.cause.Cause;
import dev.podlane.workspace.Traffic.Sent;
import dev.podlane.workspace.Traffic.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A stream that is being sent: one probe after the other, each in the cluster of its moment. */
public final class TrafficStream {
  /** Octets of a request and its answer over a connection that is kept, if nobody says more. */
  private static final int USUAL_REQUEST = 100;

  private static final int USUAL_ANSWER = 1_000;

  private final TrafficRun run;
  private final ProbeRequest request;
  private final boolean isNew;

  private TrafficStream(
      Workspace workspace, ProbeRequest request, Use use, BooleanSupplier wanted) {
    this.isNew = use == Use.NEW;
    this.run =
        isNew ? new TrafficRun(workspace, wanted) : new KeptRun(workspace, use == Use.KEEP, wanted);
    boolean isTcp = request.protocol() == Protocol.TCP;
    this.request =
        isNew ? request : request.over(request.sourcePort(), isTcp ? exchange(request) : null);
  }

  /**
   * Sends a stream.
   *
   * @param request the probe; its seed is that of the first, and rises by one
   * @param use its sockets
   * @param moments moments at which it is sent, rising, in milliseconds, at most {@link
   *     Traffic#MOST}; of a socket that is kept, those that come while the client waits for an
   *     answer are left out
   * @param wanted asked now and then; once it is false, the stream is cancelled
   * @throws TargetException if the target means nothing at the first moment
   */
  public static Traffic.Answer send(
      Workspace workspace,
      ProbeRequest request,
      Use use,
      List<Long> moments,
      BooleanSupplier wanted) {
    TrafficStream stream = new TrafficStream(workspace, request, use, wanted);
    List<Sent> sent = stream.sent(moments, Integer.MAX_VALUE);
    return new Traffic.Answer(sent, stream.lives());
  }

  /**
   * Sends a stream up to one of its probes, and gives the walk of that one.
   *
   * @param number number of the probe among those that are sent, from 0
   * @return empty if so many are not sent, or its sender was not there
   * @throws TargetException if the target means nothing at the first moment
   */
  public static Optional<Traffic.Opened> open(
      Workspace workspace,
      ProbeRequest request,
      Use use,
      List<Long> moments,
      int number,
      BooleanSupplier wanted) {
    TrafficStream stream = new TrafficStream(workspace, request, use, wanted);
    List<Sent> sent = stream.sent(moments, number + 1);
    return sent.size() <= number ? Optional.empty() : Optional.ofNullable(stream.last());
  }

  private ProbeRequest numbered(int number) {
    return isNew ? StreamPorts.next(request, number) : request.again(number);
  }

  /**
   * Sends probes.
   *
   * @param most the largest number of them
   */
  List<Sent> sent(List<Long> moments, int most) {
    List<Sent> sent = new ArrayList<>();
    for (int i = 0; i < moments.size() && sent.size() < most; i++) {
      Sent next =
          run.isExhausted()
              ? unsent(moments.get(i))
              : run.one(numbered(sent.size()), moments.get(i), sent.isEmpty());
      if (next != null) {
        sent.add(next);
      }
    }
    return sent;
  }

  /** A probe that was left out, since those before it came to no end. */
  private static Sent unsent(long at) {
    return new Sent(at, Result.UNKNOWN, Cause.Code.LIMIT, null, null, null, null, 0);
  }

  /** The walk of the probe that was sent last; null if it had no sender. */
  Traffic.@Nullable Opened last() {
    return run.last();
  }

  /** The connections that were kept. */
  List<Traffic.Life> lives() {
    return run.lives();
  }

  /** An exchange is told from the next one by its first octet. */
  private static Probe.Exchange exchange(ProbeRequest request) {
    Probe.Exchange given = request.exchange();
    int asked = given == null ? USUAL_REQUEST : Math.max(1, given.request());
    int answered = given == null ? USUAL_ANSWER : given.response();
    return new Probe.Exchange(asked, answered, Probe.Exchange.Close.KEEP);
  }
}
