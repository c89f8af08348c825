package dev.podlane.workspace;

import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.cause.Cause;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stream of probes while time passes: each is sent into the cluster of its moment, over one
 * memory, so that connections and neighbours live on from one to the next.
 */
public final class Traffic {
  /** The most probes of a stream. */
  public static final int MOST = 1_000;

  private Traffic() {}

  /** The sockets of a stream. */
  public enum Use {
    /** A new one for each probe. */
    NEW,
    /** One, kept open; another one once it is closed or a probe over it fails. */
    KEEP,
    /** One, kept open, and written to whatever has become of it. */
    KEEP_ONE
  }

  /** Reasons that only time gives. */
  public enum Why {
    /** The rules still lead to an endpoint that the EndpointSlices no longer offer. */
    STALE_RULES,
    /** A connection, or its entry in a connection table, leads to a pod that no longer serves. */
    CONNECTION_KEPT,
    /** Session affinity leads to a pod that no longer serves. */
    AFFINITY_KEPT,
    /** A policy denies what was allowed before. */
    POLICY_CHANGED,
    /** The pod's machine is gone, and the control plane has not noticed. */
    NODE_LOST,
    /** The pod counts as ready and does not listen. */
    NOT_LISTENING,
    /** The address is no longer the pod's. */
    ADDRESS_GONE,
    /** A kube-proxy has removed its rules, and has not written others yet. */
    RULES_MISSING,
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
   * @param connection number of its socket, from 1; 0 if each probe has one of its own
   */
  public record Sent(
      long at,
      @Nullable Result result,
      Cause.@Nullable Code code,
      @Nullable String pod,
      @Nullable String node,
      @Nullable String version,
      @Nullable Why why,
      int connection) {
    /** Returns true if an answer came. */
    public boolean isDelivered() {
      return result == Result.DELIVERED;
    }
  }

  /**
   * The result of a stream.
   *
   * @param sent its probes
   * @param connections TCP connections that were kept open, in their order
   */
  public record Answer(List<Sent> sent, List<Life> connections) {
    public Answer {
      sent = List.copyOf(sent);
      connections = List.copyOf(connections);
    }
  }

  /**
   * A TCP connection that was kept open. Moments are in milliseconds.
   *
   * @param number its number in the stream, from 1
   * @param opened moment at which it was opened
   * @param closed moment at which it ended for the client; null while it stands
   * @param end the way it ended
   * @param pod pod at its other end, as {@code namespace/name}; null if it is none
   * @param node node of that pod
   */
  public record Life(
      int number,
      long opened,
      @Nullable Long closed,
      End end,
      @Nullable String pod,
      @Nullable String node) {
    /** Ways to end. */
    public enum End {
      /** It still stands. */
      OPEN,
      /** The FIN of the other end came. */
      CLOSED,
      /** A probe over it failed, and the client gave it up. */
      FAILED,
      /** The sandbox of the client is gone, and the client with it. */
      GONE
    }

    Life ended(long at, End how) {
      return new Life(number, opened, at, how, pod, node);
    }
  }

  /**
   * A probe of a stream as a walk.
   *
   * @param opened the cluster of the moment at which it was sent
   * @param place the same with the hosts outside that it needs
   */
  public record Opened(Workspace opened, Workspace place, Walked walked) {}

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
    return stretches(sent, false);
  }

  /** As {@link #gaps}, of probes that were answered. */
  public static List<Gap> marks(List<Sent> sent) {
    return stretches(sent, true);
  }

  private static List<Gap> stretches(List<Sent> sent, boolean areDelivered) {
    List<Gap> gaps = new ArrayList<>();
    for (Sent each : sent) {
      if (each.isDelivered() != areDelivered || each.why() == null) {
        continue;
      }
      String pod = Objects.requireNonNullElse(each.pod(), "");
      int open = last(gaps, pod, each.why());
      if (open >= 0 && (areDelivered || isBetween(sent, gaps.get(open), each))) {
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
