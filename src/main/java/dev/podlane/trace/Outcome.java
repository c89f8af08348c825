package dev.podlane.trace;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.packet.Icmp;
import dev.podlane.trace.step.DropReason;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The result of a probe as seen by the sending program.
 *
 * @param result the kind of end
 * @param errno error of the call, such as ECONNREFUSED
 * @param icmp the ICMP error that ended it
 * @param server server that answered, null if no socket did
 * @param replyFrom source of the echo reply
 * @param replyTtl time to live the echo reply arrived with
 * @param end place where the last packet of the conversation was dropped, null if none was
 * @param exchanged progress of the exchange that the probe asks for, null before it has connected
 */
public record Outcome(
    Result result,
    @Nullable String errno,
    @Nullable IcmpError icmp,
    @Nullable Server server,
    @Nullable Ip replyFrom,
    @Nullable Integer replyTtl,
    @Nullable End end,
    @Nullable Exchanged exchanged) {
  /**
   * Data that got across a connection.
   *
   * @param request octets of the request that the server has acknowledged
   * @param response octets of the answer that reached the client
   */
  public record Exchanged(int request, int response) {}

  /** Returns true if the walk loops for ever, or was stopped by a bound. */
  public boolean isEndless() {
    return result == Result.LOOP || (end != null && end.reason() instanceof Reason.Limit);
  }

  /** The closed list of ends; docs/outcomes.md says the same in prose. */
  public enum Result {
    /**
     * An answer came: SYN-ACK, echo reply, or a datagram from the server; where the probe asks for
     * an exchange, all of it.
     */
    DELIVERED,
    /** A TCP reset answered the SYN: there is no listener on that port. */
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
    /** The sender's resolver answered that the name leads to no address. */
    NXDOMAIN,
    /** A load balancer or a pod has no address yet. */
    PENDING,
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
   * @param namespace namespace of the listening socket
   * @param listener its name
   * @param seesSource the client's address as the server sees it
   * @param seesPort the client's port as the server sees it
   * @param local address the server was reached by
   * @param port port the server was reached by
   */
  public record Server(
      String namespace, String listener, Ip seesSource, int seesPort, Ip local, int port) {}

  /**
   * The place where a packet ended.
   *
   * @param flow part of the conversation that ended
   * @param namespace namespace of the end
   * @param device the device concerned, if one was
   * @param reason reason of the end
   */
  public record End(Flow flow, String namespace, @Nullable String device, Reason reason) {}

  /** The reason why the conversation ended at this place. */
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
     * @param fault reason why the answer is no use
     * @param translator namespace that gave the request another destination, if one did
     */
    record Reply(Fault fault, @Nullable String translator) implements Reason {
      /** The reason why an answer is no use to the sender. */
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

    /**
     * A name that led to no address.
     *
     * @param name as the program wrote it
     * @param code {@code NXDOMAIN}, {@code NODATA}, {@code SERVFAIL} or {@code REFUSED}
     */
    record Unresolved(String name, String code) implements Reason {}

    /** A fact the input lacks; the code names it. */
    record MissingFact(String code) implements Reason {}
  }

  /**
   * A place a frame passes.
   *
   * @param namespace namespace of the device
   * @param device the device it comes in by
   * @param bridge the bridge that sends it on; none if the device is no port of one
   */
  public record Station(String namespace, String device, @Nullable String bridge) {}

  /** The quantities that are bounded in a walk. */
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

  /** The sender saw that, and no more is known. */
  public static Outcome of(Result result) {
    return new Outcome(result, null, null, null, null, null, null, null);
  }

  /**
   * Nothing was sent, for want of the fact that the code names.
   *
   * @param result {@code UNKNOWN}, or {@code PENDING} if that fact is an address to come
   */
  public static Outcome unsent(Result result, String namespace, String missing) {
    return new Outcome(
        result,
        null,
        null,
        null,
        null,
        null,
        new End(Flow.REQUEST, namespace, null, new Reason.MissingFact(missing)),
        null);
  }

  /**
   * The sender's resolver gave up.
   *
   * @param at the place the answer came from, with the reason for which it leads to no address
   */
  public static Outcome unresolved(String errno, End at) {
    return new Outcome(Result.NXDOMAIN, errno, null, null, null, null, at, null);
  }

  /** The call returned an error, such as ECONNREFUSED. */
  public static Outcome failed(Result result, String errno) {
    return new Outcome(result, errno, null, null, null, null, null, null);
  }

  /** An ICMP error ended it, which the call returned as this errno. */
  public static Outcome error(Icmp.Problem problem, Ip from, String errno) {
    int type = problem.type();
    int code = problem.code();
    Integer mtu = type == 3 && code == 4 ? problem.mtu() : null;
    Result result =
        type == 11 ? Result.TTL_EXCEEDED : code == 4 ? Result.FRAG_NEEDED : Result.ICMP_UNREACHABLE;
    IcmpError error = new IcmpError(type, code, mtu, from);
    return new Outcome(result, errno, error, null, null, null, null, null);
  }

  /** Returns a copy with the source of the echo reply and the time to live it arrived with. */
  public Outcome repliedBy(Ip from, int ttl) {
    return new Outcome(result, errno, icmp, server, from, ttl, end, exchanged);
  }

  /** Returns a copy with the socket that served. */
  public Outcome withServer(@Nullable Server by) {
    return new Outcome(result, errno, icmp, by, replyFrom, replyTtl, end, exchanged);
  }

  /** Returns a copy with the place where the last packet of the conversation was dropped. */
  public Outcome endingAt(@Nullable End where) {
    return new Outcome(result, errno, icmp, server, replyFrom, replyTtl, where, exchanged);
  }

  /** The same, with what got across the connection. */
  public Outcome exchanging(@Nullable Exchanged now) {
    return new Outcome(result, errno, icmp, server, replyFrom, replyTtl, end, now);
  }
}
