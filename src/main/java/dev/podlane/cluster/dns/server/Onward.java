package dev.podlane.cluster.dns.server;

import dev.podlane.cluster.dns.DnsReply;
import dev.podlane.cluster.dns.Question;
import dev.podlane.net.addr.Ip;
import java.util.List;

/** The way from a DNS server to others. */
public interface Onward {
  /**
   * A server.
   *
   * @param address its address
   * @param port its port
   */
  record Server(Ip address, int port) {}

  /**
   * Asks servers until one answers.
   *
   * @return the first answer; {@code SERVFAIL} if there is none
   */
  DnsReply ask(List<Server> servers, Question question);

  /** Servers of the machine or pod that asks: its own {@code resolv.conf}. */
  List<Server> own();
}
