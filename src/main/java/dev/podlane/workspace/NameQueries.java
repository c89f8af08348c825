package dev.podlane.workspace;

import dev.podlane.cluster.dns.DnsReply;
import dev.podlane.cluster.dns.DnsReply.Code;
import dev.podlane.cluster.dns.Doubt;
import dev.podlane.cluster.dns.Heard;
import dev.podlane.cluster.dns.Question;
import dev.podlane.cluster.dns.ResolvConf;
import dev.podlane.cluster.dns.server.Onward;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Outcome;
import dev.podlane.trace.Outcome.Result;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sends the queries of one resolution, each as a walk through the network, and lets the program at
 * its end answer. Of one use.
 */
final class NameQueries {
  private static final int PORT = 53;

  /** A server that asks another waits that long (coredns {@code plugin/pkg/proxy}). */
  private static final int ONWARD_SECONDS = 2;

  /** Servers that ask one another. */
  private static final int DEEPEST = 4;

  /** Octets of a query over TCP before the message (RFC 1035 4.2.2). */
  private static final int LENGTH = 2;

  private final DnsPrograms programs;
  private final Function<Probe, Trace> walker;
  private final Function<Trace, List<Unsimulated>> judge;
  private final Probe sample;
  private final List<QueryWalk> walks = new ArrayList<>();
  private final List<Unsimulated> unsimulated = new ArrayList<>();
  private boolean corefileAssumed;

  /**
   * The queries of a sender.
   *
   * @param walker sends a probe
   * @param judge tells what could change a walk
   * @param sample the probe that the name is resolved for: its sender, source address and seed
   */
  NameQueries(
      DnsPrograms programs,
      Function<Probe, Trace> walker,
      Function<Trace, List<Unsimulated>> judge,
      Probe sample) {
    this.programs = programs;
    this.walker = walker;
    this.judge = judge;
    this.sample = sample;
  }

  /** Every walk so far. */
  List<QueryWalk> walks() {
    return walks;
  }

  /** Parts that are not simulated and could change an answer. */
  List<Unsimulated> unsimulated() {
    return unsimulated;
  }

  /** Returns true if the Corefile of a server that answered is assumed. */
  boolean isCorefileAssumed() {
    return corefileAssumed;
  }

  /** Sends a query of the sender and waits. */
  Heard ask(ResolvConf conf, Ip server, Question question, int seconds) {
    Sender sender = new Sender(sample.namespace(), sample.source(), 0);
    int room = conf.has("edns0") ? DnsReply.EDNS_OCTETS : DnsReply.PLAIN_OCTETS;
    return ask(sender, server, PORT, question, seconds, conf.has("use-vc") ? 0 : room);
  }

  /**
   * A program that asks.
   *
   * @param depth number of servers before it
   */
  private record Sender(String namespace, @Nullable Ip source, int depth) {}

  /**
   * Sends one query.
   *
   * @param room octets that a datagram may have; 0 to use TCP at once
   */
  private Heard ask(Sender sender, Ip server, int port, Question question, int seconds, int room) {
    Probe probe = probe(sender, server, port, seconds);
    if (room > 0) {
      Probe datagram = probe.withPayload(DnsReply.queryOctets(question));
      Arrived arrived = send(sender, datagram, question);
      if (!(arrived.heard instanceof Heard.Answer answer)) {
        return note(sender, question, arrived, false, null);
      }
      boolean truncated = answer.reply().octets(question) > room;
      note(sender, question, arrived, truncated, answer.reply());
      if (!truncated) {
        return answer;
      }
    }
    Probe stream =
        Probe.of(sender.namespace, Protocol.TCP, server, port)
            .withSource(sender.source)
            .withCold(false)
            .withSeed(probe.seed())
            .withTimeoutMillis(probe.timeoutMillis())
            .withExchange(
                new Probe.Exchange(
                    DnsReply.queryOctets(question) + LENGTH,
                    DnsReply.PLAIN_OCTETS + LENGTH,
                    Probe.Exchange.Close.FIN));
    Arrived arrived = send(sender, stream, question);
    DnsReply reply = arrived.heard instanceof Heard.Answer answer ? answer.reply() : null;
    return note(sender, question, arrived, false, reply);
  }

  private Probe probe(Sender sender, Ip server, int port, int seconds) {
    boolean first = walks.isEmpty();
    return Probe.of(sender.namespace, Protocol.UDP, server, port)
        .withSource(sender.source)
        .withCold(first && sample.cold())
        .withSeed(sample.seed() + walks.size())
        .withTimeoutMillis(seconds * 1_000L);
  }

  /** A walk with what its sender heard. */
  private record Arrived(Heard heard, Trace trace) {}

  private Heard note(
      Sender sender,
      Question question,
      Arrived arrived,
      boolean truncated,
      @Nullable DnsReply reply) {
    Probe probe = arrived.trace.probe();
    walks.add(
        new QueryWalk(
            question,
            probe.destination(),
            probe.protocol(),
            sender.depth > 0,
            truncated,
            arrived.trace,
            reply));
    return arrived.heard;
  }

  private Arrived send(Sender sender, Probe probe, Question question) {
    if (!probe.destination().isV4()) {
      return new Arrived(new Heard.Unknown(), Trace.unsent(probe, Result.UNKNOWN, "ipv6"));
    }
    if (programs.isUndescribed(probe.destination())) {
      List<String> server = List.of("" + probe.destination());
      unsimulated.add(new Unsimulated(Unsimulated.Effect.NAME_PROGRAM, null, "", server));
      return new Arrived(new Heard.Unknown(), Trace.unsent(probe, Result.UNKNOWN, "name"));
    }
    Trace trace = walker.apply(probe);
    List<Unsimulated> open = judge.apply(trace);
    if (!open.isEmpty()) {
      unsimulated.addAll(open);
      return new Arrived(new Heard.Unknown(), trace);
    }
    Outcome outcome = trace.outcome();
    Outcome.Server server = outcome.server();
    Heard heard =
        switch (outcome.result()) {
          case DELIVERED ->
              server == null
                  ? new Heard.Nothing()
                  : new Heard.Answer(answer(sender, server, question));
          case TIMEOUT, FRAG_NEEDED -> new Heard.Nothing();
          case UNKNOWN, LOOP, PENDING, NXDOMAIN -> new Heard.Unknown();
          default -> new Heard.Unreachable();
        };
    return new Arrived(heard, trace);
  }

  private DnsReply answer(Sender sender, Outcome.Server server, Question question) {
    DnsPrograms.Program program = programs.at(server.namespace());
    if (program instanceof DnsPrograms.Program.Outer outer) {
      return outer.upstream().serve(question);
    }
    if (program instanceof DnsPrograms.Program.Core core) {
      corefileAssumed |= core.assumed();
      Sender next = new Sender(server.namespace(), null, sender.depth + 1);
      return core.server().serve(question, server.port(), sample.seed(), new FromServer(next));
    }
    DnsPrograms.Program.Unknown unknown = (DnsPrograms.Program.Unknown) program;
    return DnsReply.unknown(new Doubt(Doubt.Kind.PROGRAM, unknown.name(), unknown.object(), ""));
  }

  /** The way on from a DNS server. */
  private final class FromServer implements Onward {
    private final Sender sender;

    FromServer(Sender sender) {
      this.sender = sender;
    }

    @Override
    public DnsReply ask(List<Server> servers, Question question) {
      if (sender.depth > DEEPEST) {
        return DnsReply.of(Code.SERVFAIL);
      }
      for (Server server : servers) {
        Heard heard =
            NameQueries.this.ask(
                sender,
                server.address(),
                server.port(),
                question,
                ONWARD_SECONDS,
                DnsReply.EDNS_OCTETS);
        if (heard instanceof Heard.Answer answer) {
          return answer.reply();
        }
        if (heard instanceof Heard.Unknown) {
          return DnsReply.unknown(new Doubt(Doubt.Kind.WALK, "" + server.address(), null, ""));
        }
      }
      return DnsReply.of(Code.SERVFAIL);
    }

    @Override
    public List<Server> own() {
      ResolvConf conf = programs.conf(programs.pod(sender.namespace).orElse(null));
      return conf.nameservers().stream().map(ip -> new Server(ip, PORT)).toList();
    }
  }
}
