package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.packet.Icmp;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What the sending program saw.
 *
 * @param result the kind of end
 * @param errno error of the call, such as ECONNREFUSED
 * @param icmp the ICMP error that ended it
 * @param server who served it, if a socket did
 * @param replyFrom source of the echo reply
 * @param replyTtl time to live the echo reply arrived with
 * @param end where the last packet of the conversation was dropped, if one was
 */
public record Outcome(
    Result result,
    @Nullable String errno,
    @Nullable IcmpError icmp,
    @Nullable Server server,
    @Nullable Ip replyFrom,
    @Nullable Integer replyTtl,
    @Nullable End end) {
  /** Whether the walk goes round for ever, or a bound ended it. */
  public boolean isEndless() {
    return result == Result.LOOP || (end != null && end.reason() instanceof Reason.Limit);
  }

  /** The closed list of ends; docs/outcomes.md says the same in prose. */
  public enum Result {
    /** An answer came: SYN-ACK, echo reply, or a datagram from the server. */
    DELIVERED,
    /** A TCP reset answered the SYN: nobody listens on that port. */
    REFUSED,
    /** Nothing came within the probe's time. */
    TIMEOUT,
    /** ICMP type 3, other than code 4, came for the probe. */
    ICMP_UNREACHABLE,
    /** ICMP type 11 came for the probe. */
    TTL_EXCEEDED,
    /** ICMP type 3 code 4 came for the probe. */
    FRAG_NEEDED,
    /** The sending call itself failed; nothing was put on a wire. */
    LOCAL_ERROR,
    /** A reset came after the connection stood. */
    RESET,
    /** A frame goes round for ever: it came back to a device that it had passed before. */
    LOOP,
    /** The input does not say enough, or a bound of the walk was reached. */
    UNKNOWN;

    /** The name used in documents: lower case. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** An ICMP error as the sender received it; the MTU is of type 3 code 4 only. */
  public record IcmpError(int type, int code, @Nullable Integer mtu, Ip from) {
    /** An error that names no MTU. */
    public IcmpError(int type, int code, Ip from) {
      this(type, code, null, from);
    }
  }

  /**
   * The socket that served the probe.
   *
   * @param namespace where it listens
   * @param listener its name
   * @param seesSource the client's address as the server sees it
   * @param seesPort the client's port as the server sees it
   * @param local address the server was reached by
   * @param port port the server was reached by
   */
  public record Server(
      String namespace, String listener, Ip seesSource, int seesPort, Ip local, int port) {}

  /**
   * Where a packet ended.
   *
   * @param flow which part of the conversation ended
   * @param namespace where
   * @param device the device concerned, if one was
   * @param reason why
   */
  public record End(Flow flow, String namespace, @Nullable String device, Reason reason) {}

  /** Why the conversation ended where it did. */
  public sealed interface Reason {
    /** A packet was dropped. */
    record Drop(DropReason reason) implements Reason {}

    /**
     * A frame goes round for ever.
     *
     * @param round the stations it passes from one return to the next, in order
     * @param copies packets put on wires before the walk was stopped
     */
    record Loop(List<Station> round, int copies) implements Reason {
      public Loop {
        round = List.copyOf(round);
      }
    }

    /** The walk was stopped at a bound, without proof of a loop. */
    record Limit(Bound bound, long most) implements Reason {}

    /**
     * An answer was on its way, and did not serve.
     *
     * @param fault why
     * @param translator namespace that gave the request another destination, if one did
     */
    record Reply(Fault fault, @Nullable String translator) implements Reason {
      /** Why an answer does not serve. */
      public enum Fault {
        /** It reached another namespace than the sender's. */
        OTHER_RECEIVER,
        /** It came from an address the sender had not asked. */
        OTHER_SOURCE,
        /** It was bridged past the rules of the translator (bridge-nf-call-iptables is 0). */
        BRIDGED_PAST_NAT,
        /** It took a way that does not lead through the translator. */
        AROUND_NAT,
        /** It passed the translator, which did not undo the translation. */
        NOT_UNDONE;

        /** The name used in documents: lower case. */
        public String text() {
          return name().toLowerCase(Locale.ROOT);
        }
      }
    }

    /** A fact the input lacks; the code names it. */
    record MissingFact(String code) implements Reason {}
  }

  /**
   * A place a frame passes.
   *
   * @param namespace where
   * @param device the device it comes in by
   * @param bridge the bridge that sends it on; none if the device is no port of one
   */
  public record Station(String namespace, String device, @Nullable String bridge) {}

  /** What is bounded in a walk. */
  public enum Bound {
    /** Packets put on wires, every copy of a flood counted. */
    COPIES,
    /** Recorded steps. */
    STEPS,
    /** Rules of netfilter asked. */
    RULES,
    /** Octets that the recorded walk takes. */
    OCTETS,
    /** Tunnels that a packet is in, one inside the other. */
    TUNNELS,
    /** Computing time of all walks of a run. */
    MILLISECONDS;

    /** The name used in documents: lower case. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Outcome of(Result result) {
    return new Outcome(result, null, null, null, null, null, null);
  }

  /** Nothing can be said, for want of the fact that the code names. */
  public static Outcome unknown(String namespace, String missing) {
    return new Outcome(
        Result.UNKNOWN,
        null,
        null,
        null,
        null,
        null,
        new End(Flow.REQUEST, namespace, null, new Reason.MissingFact(missing)));
  }

  static Outcome failed(Result result, String errno) {
    return new Outcome(result, errno, null, null, null, null, null);
  }

  static Outcome error(Icmp.Problem problem, Ip from, String errno) {
    int type = problem.type();
    int code = problem.code();
    Integer mtu = type == 3 && code == 4 ? problem.mtu() : null;
    Result result =
        type == 11 ? Result.TTL_EXCEEDED : code == 4 ? Result.FRAG_NEEDED : Result.ICMP_UNREACHABLE;
    return new Outcome(result, errno, new IcmpError(type, code, mtu, from), null, null, null, null);
  }

  Outcome repliedBy(Ip from, int ttl) {
    return new Outcome(result, errno, icmp, server, from, ttl, end);
  }

  Outcome withServer(@Nullable Server by) {
    return new Outcome(result, errno, icmp, by, replyFrom, replyTtl, end);
  }

  Outcome endingAt(@Nullable End where) {
    return new Outcome(result, errno, icmp, server, replyFrom, replyTtl, where);
  }
}
