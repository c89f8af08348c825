package dev.podlane.workspace;

import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.cause.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A stream of probes while time passes: each is sent into the cluster of its moment, over one
 * memory, so that connections and neighbours live on from one to the next.
 */
public final class Traffic {
  /** The most probes of a stream. */
  public static final int MOST = 1_000;

  private Traffic() {}

  /** Reasons that only time gives. */
  public enum Why {
    /** The rules still lead to an endpoint that the EndpointSlices no longer offer. */
    STALE_RULES,
    /** The pod's machine is gone, and the control plane has not noticed. */
    NODE_LOST,
    /** The pod counts as ready and does not listen. */
    NOT_LISTENING,
    /** The sender is not there at that moment. */
    NO_SENDER
  }

  /**
   * A probe of the stream.
   *
   * @param at moment at which it was sent, in milliseconds
   * @param result result that its sender saw; null if there was no sender
   * @param code cause of its failure; null if it was delivered
   * @param pod pod that answered or should have, as {@code namespace/name}; null if none is known
   * @param node node of that pod; null if it is not known
   * @param version image of that pod's first container; null if it is not known
   * @param why reason that time gives; null for none
   */
  public record Sent(
      long at,
      @Nullable Result result,
      Cause.@Nullable Code code,
      @Nullable String pod,
      @Nullable String node,
      @Nullable String version,
      @Nullable Why why) {
    /** Returns true if an answer came. */
    public boolean isDelivered() {
      return result == Result.DELIVERED;
    }
  }

  /**
   * Sends a stream.
   *
   * @param request the probe; its seed is that of the first, and rises by one
   * @param moments moments at which it is sent, rising, in milliseconds, at most {@value #MOST}
   * @param wanted asked now and then; once it is false, the stream is cancelled
   * @throws TargetException if the target means nothing at the first moment
   */
  public static List<Sent> send(
      Workspace workspace, ProbeRequest request, List<Long> moments, BooleanSupplier wanted) {
    TrafficRun run = new TrafficRun(workspace, workspace.course().orElseThrow(), wanted);
    List<Sent> sent = new ArrayList<>();
    for (long at : moments) {
      sent.add(run.one(StreamPorts.next(request, sent.size()), at, sent.isEmpty()));
    }
    return sent;
  }

  /**
   * The moments of a stream.
   *
   * @return at most {@value #MOST}; none if the last is before the first
   */
  public static List<Long> moments(long start, long until, long every) {
    List<Long> moments = new ArrayList<>();
    for (long at = start; at <= until && moments.size() < MOST; at += Math.max(1, every)) {
      moments.add(at);
    }
    return moments;
  }

  /** A gap: probes one after the other that failed at the same pod for the same reason. */
  public record Gap(long from, long until, String pod, Why why, int probes) {}

  /** The gaps of a stream, by their beginning. */
  public static List<Gap> gaps(List<Sent> sent) {
    List<Gap> gaps = new ArrayList<>();
    for (Sent each : sent) {
      if (each.isDelivered() || each.why() == null) {
        continue;
      }
      String pod = Objects.requireNonNullElse(each.pod(), "");
      int open = last(gaps, pod, each.why());
      if (open >= 0 && isBetween(sent, gaps.get(open), each)) {
        Gap gap = gaps.get(open);
        gaps.set(open, new Gap(gap.from(), each.at(), pod, gap.why(), gap.probes() + 1));
      } else {
        gaps.add(new Gap(each.at(), each.at(), pod, each.why(), 1));
      }
    }
    return gaps;
  }

  private static int last(List<Gap> gaps, String pod, Why why) {
    for (int i = gaps.size() - 1; i >= 0; i--) {
      if (gaps.get(i).pod().equals(pod) && gaps.get(i).why() == why) {
        return i;
      }
    }
    return -1;
  }

  /** Returns true if the pod answered nobody between a gap and a probe. */
  private static boolean isBetween(List<Sent> sent, Gap gap, Sent next) {
    return sent.stream()
        .filter(each -> each.at() > gap.until() && each.at() < next.at())
        .noneMatch(each -> each.isDelivered() && gap.pod().equals(each.pod()));
  }
}
