package dev.podlane.net.ns;

import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.net.filter.QueueProgram;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The listening sockets of a namespace and the attempts that failed, in the order they were made
 * (bind(2), observed on Linux 6.18: SO_REUSEADDR does not help while another socket listens).
 *
 * @param listening bound sockets
 * @param failed attempts refused
 * @param queues programs that read queues of netfilter, by number
 * @param user the user id of all programs; null if it is not known
 */
public record Sockets(
    List<Listener> listening,
    List<BindFailure> failed,
    Map<Integer, QueueProgram> queues,
    @Nullable Integer user) {
  /** No sockets. */
  public static final Sockets NONE = new Sockets(List.of(), List.of(), Map.of(), null);

  public Sockets {
    listening = List.copyOf(listening);
    failed = List.copyOf(failed);
    queues = Collections.unmodifiableMap(new TreeMap<>(queues));
  }

  /** The same, where a program reads a queue of netfilter. */
  public Sockets reading(int queue, QueueProgram program) {
    Map<Integer, QueueProgram> more = new TreeMap<>(queues);
    more.put(queue, program);
    return new Sockets(listening, failed, more, user);
  }

  /** The same, where all programs run as that user. */
  public Sockets runBy(int id) {
    return new Sockets(listening, failed, queues, id);
  }

  /**
   * Binds one more socket, or records why it cannot be.
   *
   * @param isOwn tells if an address belongs to the namespace
   */
  public Sockets bind(Listener wanted, Predicate<Ip> isOwn) {
    if (!wanted.address().isUnspecified() && !isOwn.test(wanted.address())) {
      return refused(wanted, "EADDRNOTAVAIL");
    }
    if (listening.stream().anyMatch(wanted::clashesWith)) {
      return refused(wanted, "EADDRINUSE");
    }
    List<Listener> more = new ArrayList<>(listening);
    more.add(wanted);
    return new Sockets(more, failed, queues, user);
  }

  /**
   * Binds many sockets in their order, as {@link #bind} would one after the other, in time
   * proportional to their number.
   */
  public Sockets bindAll(Collection<Listener> wanted, Predicate<Ip> isOwn) {
    Map<Object, Set<Ip>> bound = new HashMap<>();
    List<Listener> now = new ArrayList<>(listening);
    List<BindFailure> refused = new ArrayList<>(failed);
    listening.forEach(each -> samePort(bound, each).add(each.address()));
    for (Listener each : wanted) {
      Set<Ip> taken = samePort(bound, each);
      Ip address = each.address();
      if (!address.isUnspecified() && !isOwn.test(address)) {
        refused.add(new BindFailure(each, "EADDRNOTAVAIL"));
      } else if (address.isUnspecified() ? !taken.isEmpty() : clashes(taken, address)) {
        refused.add(new BindFailure(each, "EADDRINUSE"));
      } else {
        taken.add(address);
        now.add(each);
      }
    }
    return new Sockets(now, refused, queues, user);
  }

  private static boolean clashes(Set<Ip> taken, Ip address) {
    return taken.contains(address)
        || taken.contains(Ip.ANY)
        || taken.stream().limit(1).anyMatch(Ip::isUnspecified);
  }

  private static Set<Ip> samePort(Map<Object, Set<Ip>> bound, Listener listener) {
    Object key = Map.entry(listener.protocol(), listener.port());
    return bound.computeIfAbsent(key, any -> new HashSet<>());
  }

  private Sockets refused(Listener wanted, String errno) {
    List<BindFailure> more = new ArrayList<>(failed);
    more.add(new BindFailure(wanted, errno));
    return new Sockets(listening, more, queues, user);
  }

  /** The socket that gets a packet: a specific address before the wildcard. */
  public Optional<Listener> find(Protocol protocol, Ip address, int port) {
    Optional<Listener> wildcard = Optional.empty();
    for (Listener listener : listening) {
      if (listener.accepts(protocol, address, port)) {
        if (!listener.address().isUnspecified()) {
          return Optional.of(listener);
        }
        wildcard = Optional.of(listener);
      }
    }
    return wildcard;
  }
}
