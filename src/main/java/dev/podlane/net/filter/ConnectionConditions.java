package dev.podlane.net.filter;

import dev.podlane.net.addr.Prefix;
import dev.podlane.net.filter.TrackedConnection.Ends;
import dev.podlane.net.filter.TrackedConnection.Traffic;
import java.util.ArrayList;
import java.util.List;

/** Conditions of extensions about the connection of a packet (net/netfilter/xt_conntrack.c). */
public final class ConnectionConditions {
  private ConnectionConditions() {}

  /** A condition that a packet without a connection never fulfils. */
  private sealed interface OfConnection extends Condition {
    @Override
    default Finding ask(PacketAtHook subject, RulePlace at) {
      TrackedConnection connection = subject.tracking().connection();
      return connection == null ? Finding.never("untracked") : ask(connection);
    }

    Finding ask(TrackedConnection connection);

    @Override
    default Need need() {
      return Need.CONNECTIONS;
    }
  }

  /** A condition that also has a form of its own, as a match. */
  public record Also(TrackingMatch match) implements Condition {
    @Override
    public Finding ask(PacketAtHook subject, RulePlace at) {
      Tracking tracking = subject.tracking();
      Tracking.Origin origin = tracking.origin();
      boolean holds = match.matches(subject, at);
      if (match instanceof TrackingMatch.State) {
        return Finding.of(holds, "state", tracking.state().name());
      }
      if (origin == null) {
        return Finding.never("untracked");
      }
      return match instanceof TrackingMatch.Direction
          ? Finding.of(holds, "direction", tracking.reply() ? "REPLY" : "ORIGINAL")
          : Finding.of(holds, "origin", origin.source(), origin.destination());
    }

    @Override
    public Need need() {
      return Need.CONNECTIONS;
    }
  }

  /** {@code --ctproto}. */
  public record Protocol(int number) implements OfConnection {
    @Override
    public Finding ask(TrackedConnection connection) {
      return Finding.of(connection.protocol() == number, "ctproto", connection.protocol());
    }
  }

  /** {@code --ctreplsrc} and {@code --ctrepldst}: addresses of the answers as they come in. */
  public record AwaitedAddress(boolean source, Prefix prefix) implements OfConnection {
    @Override
    public Finding ask(TrackedConnection connection) {
      Ends ends = connection.awaited();
      boolean holds = prefix.contains(source ? ends.source() : ends.destination());
      return Finding.of(holds, "awaited", ends.source(), ends.destination());
    }
  }

  /** {@code --ctorigsrcport} and its kin; the lower bound may lie above the upper one. */
  public record Port(boolean ofReply, boolean source, int least, int most) implements OfConnection {
    @Override
    public Finding ask(TrackedConnection connection) {
      Ends ends = ofReply ? connection.awaited() : connection.sent();
      int port = source ? ends.sourcePort() : ends.destinationPort();
      return Finding.of(port >= least && port <= most, "ctport", port);
    }
  }

  /** {@code --ctstatus}: one of these bits. */
  public record Status(int mask) implements OfConnection {
    @Override
    public Finding ask(TrackedConnection connection) {
      int status = connection.status();
      List<String> words = new ArrayList<>();
      add(words, "SEEN_REPLY", status & TrackedConnection.SEEN_REPLY);
      add(words, "ASSURED", status & TrackedConnection.ASSURED);
      add(words, "CONFIRMED", status & TrackedConnection.CONFIRMED);
      String found = words.isEmpty() ? "NONE" : String.join(",", words);
      return Finding.of((status & mask) != 0, "ctstatus", found);
    }

    private static void add(List<String> words, String word, int bit) {
      if (bit != 0) {
        words.add(word);
      }
    }
  }

  /** {@code --ctexpire}: seconds until the connection is forgotten. */
  public record Expires(long least, long most) implements OfConnection {
    @Override
    public Finding ask(TrackedConnection connection) {
      long left = connection.secondsLeft();
      return Finding.of(left >= least && left <= most, "ctexpire", left);
    }
  }

  /**
   * {@code -m connbytes} (net/netfilter/xt_connbytes.c).
   *
   * @param what thing that is counted
   * @param side direction that counts
   * @param least least number
   * @param most most, unsigned
   */
  public record Counted(What what, Side side, long least, long most) implements OfConnection {
    /** The thing that is counted. */
    public enum What {
      PACKETS,
      BYTES,
      AVGPKT
    }

    /** The direction that counts. */
    public enum Side {
      ORIGINAL,
      REPLY,
      BOTH
    }

    @Override
    public Finding ask(TrackedConnection connection) {
      Traffic traffic =
          switch (side) {
            case ORIGINAL -> connection.forth();
            case REPLY -> connection.back();
            case BOTH -> connection.forth().plus(connection.back());
          };
      long number =
          switch (what) {
            case PACKETS -> traffic.packets();
            case BYTES -> traffic.octets();
            case AVGPKT -> traffic.packets() == 0 ? 0 : traffic.octets() / traffic.packets();
          };
      boolean holds =
          Long.compareUnsigned(number, least) >= 0 && Long.compareUnsigned(number, most) <= 0;
      return Finding.of(holds, "connbytes", number);
    }
  }

  /**
   * {@code -m helper}: a connection that a helper expected. No packet here carries the words by
   * which a helper learns of another connection.
   */
  public record Expected(String helper) implements Condition {
    @Override
    public Finding ask(PacketAtHook subject, RulePlace at) {
      return Finding.of(false, "helper");
    }

    @Override
    public Need need() {
      return Need.CONNECTIONS;
    }
  }
}
