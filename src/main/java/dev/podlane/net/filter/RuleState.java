package dev.podlane.net.filter;

import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.List;

/** The state that extensions remember between packets, as values. */
public sealed interface RuleState {
  /**
   * A bucket of tokens.
   *
   * @param tokens tokens in it, in the unit of the rule
   * @param moment when it was last looked at, in milliseconds of virtual time
   */
  record Bucket(long tokens, long moment) implements RuleState {}

  /**
   * Credit for octets, which can be filled up again a few times.
   *
   * @param credit the rest of it, in the unit of the rule
   * @param refills times it can be filled up at once
   * @param moment when it was last looked at, in milliseconds of virtual time
   */
  record Credit(long credit, long refills, long moment) implements RuleState {}

  /** Octets that are left of a quota. */
  record Left(long octets) implements RuleState {}

  /**
   * Connections that were counted.
   *
   * @param connections their numbers, oldest first; one can be there twice until it is cleaned up
   * @param cleaned when those that are gone were taken out last, in milliseconds of virtual time
   * @param then number of connections there were then
   */
  record Counted(List<Long> connections, long cleaned, int then) implements RuleState {
    public Counted {
      connections = List.copyOf(connections);
    }

    /** With one more. */
    Counted with(long connection) {
      List<Long> now = new ArrayList<>(connections);
      now.add(connection);
      return new Counted(now, cleaned, then);
    }
  }

  /**
   * A list of recently seen hosts, the one first that was not seen for the longest time.
   *
   * @param mask bits of the addresses that count
   */
  record Recent(int mask, List<Host> hosts) implements RuleState {
    /** ip_list_tot. */
    private static final int MOST = 100;

    /**
     * A host.
     *
     * @param address its address, masked as the list says
     * @param ttl TTL of its last packet
     * @param moments when it was seen, in milliseconds of virtual time, oldest first
     */
    public record Host(Ip address, int ttl, List<Long> moments) {
      /** XT_RECENT_MAX_NSTAMPS: no rule asks for more. */
      private static final int MOST = 256;

      public Host {
        moments = List.copyOf(moments);
      }

      /** Seen once more. */
      Host seen(int lastTtl, long moment) {
        List<Long> now = new ArrayList<>(moments);
        now.add(moment);
        return new Host(address, lastTtl, now.subList(Math.max(0, now.size() - MOST), now.size()));
      }
    }

    public Recent {
      hosts = List.copyOf(hosts);
    }

    /** This list without a host. */
    Recent without(Host host) {
      return new Recent(mask, hosts.stream().filter(each -> !each.equals(host)).toList());
    }

    /** This list with a host as the one last seen; the oldest goes if there are too many. */
    Recent with(Host host) {
      List<Host> now = new ArrayList<>(hosts);
      if (now.size() >= MOST) {
        now.remove(0);
      }
      now.add(host);
      return new Recent(mask, now);
    }
  }
}
