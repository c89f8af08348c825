package dev.podlane.compile.docker;

import dev.podlane.cluster.object.ListenAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.ns.Listener;
import dev.podlane.net.ns.Sockets;
import java.util.List;
import java.util.function.Predicate;

/** Sockets as processes open and close them. */
final class Processes {
  private Processes() {}

  /** After a process has opened its sockets, as far as the kernel lets it. */
  static Sockets opened(
      Sockets before, String process, List<ListenAddress> wanted, Predicate<Ip> isOwn) {
    Sockets now = before;
    for (ListenAddress each : wanted) {
      now = now.bind(new Listener(each.protocol(), each.address(), each.port(), process), isOwn);
    }
    return now;
  }

  /** After a process has ended. */
  static Sockets without(Sockets before, String process) {
    return new Sockets(
        before.listening().stream().filter(each -> !each.name().equals(process)).toList(),
        before.failed().stream().filter(each -> !each.wanted().name().equals(process)).toList(),
        before.queues(),
        before.user());
  }
}
