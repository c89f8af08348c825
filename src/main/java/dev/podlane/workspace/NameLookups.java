package dev.podlane.workspace;

import dev.podlane.cluster.dns.AssumedServer;
import dev.podlane.cluster.dns.DnsName;
import dev.podlane.cluster.dns.DnsReply;
import dev.podlane.cluster.dns.Doubt;
import dev.podlane.cluster.dns.Heard;
import dev.podlane.cluster.dns.NameAbsence;
import dev.podlane.cluster.dns.OtherResolvers;
import dev.podlane.cluster.dns.Question;
import dev.podlane.cluster.dns.RecordType;
import dev.podlane.cluster.dns.Resolution;
import dev.podlane.cluster.dns.ResolvConf;
import dev.podlane.cluster.dns.StubResolver;
import dev.podlane.cluster.dns.Upstream;
import dev.podlane.cluster.dns.server.Onward;
import dev.podlane.cluster.object.Assumption;
import dev.podlane.cluster.object.Pod;
import dev.podlane.net.addr.Ip;
import dev.podlane.trace.Probe;
import dev.podlane.trace.Trace;
import dev.podlane.workspace.Unsimulated.Effect;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Resolves names as a sender would: by its {@code resolv.conf}, with queries that walk through the
 * network to the server and are answered there.
 */
final class NameLookups {
  /** The types that a program asks for before it connects (getaddrinfo). */
  static final List<RecordType> ADDRESSES = List.of(RecordType.A, RecordType.AAAA);

  private static final int PORT = 53;
  private static final int DEEPEST = 4;

  private final DnsPrograms programs;
  private final List<Assumption> assumed;

  /**
   * Lookups in a cluster.
   *
   * @param assumed decisions about its DNS server
   */
  NameLookups(DnsPrograms programs, List<Assumption> assumed) {
    this.programs = programs;
    this.assumed = List.copyOf(assumed);
  }

  /**
   * Resolves a name.
   *
   * @param walker sends a probe
   * @param judge tells what could change a walk
   * @param sample the probe that it is resolved for: its sender, source address and seed
   * @param sender the pod that asks; null for its network namespace
   * @param name as the program writes it
   */
  NameLookup resolve(
      Function<Probe, Trace> walker,
      Function<Trace, List<Unsimulated>> judge,
      Probe sample,
      @Nullable Pod sender,
      String name,
      List<RecordType> types) {
    Pod pod = sender == null ? programs.pod(sample.namespace()).orElse(null) : sender;
    ResolvConf conf = programs.conf(pod);
    NameQueries queries = new NameQueries(programs, walker, judge, sample);
    StubResolver resolver =
        new StubResolver(
            conf,
            types,
            (server, question, seconds) -> queries.ask(conf, server, question, seconds));
    Resolution resolution = written(pod, name, types).orElseGet(() -> resolver.resolve(name));
    List<Unsimulated> open = new ArrayList<>(queries.unsimulated());
    Doubt doubt = resolution.doubt();
    if (doubt != null && doubt.kind() != Doubt.Kind.WALK) {
      open.add(unsimulated(doubt));
    }
    boolean none =
        resolution.result() == Resolution.Result.NXDOMAIN
            || resolution.result() == Resolution.Result.NODATA;
    boolean left = none && pod != null && programs.isLeftToNode(pod);
    return new NameLookup(
        sample,
        conf,
        resolution,
        queries.walks(),
        open,
        none && !left ? absence(resolution) : null,
        left && pod != null ? pod.ref() : null,
        List.of(),
        assumptions(queries, pod, conf, resolution));
  }

  /** The answer of the file that programs look into before they ask; empty if it has none. */
  private Optional<Resolution> written(@Nullable Pod pod, String name, List<RecordType> types) {
    return types.equals(ADDRESSES) ? programs.hosts(pod).resolve(name) : Optional.empty();
  }

  private List<Assumption> assumptions(
      NameQueries queries, @Nullable Pod pod, ResolvConf conf, Resolution resolution) {
    List<Assumption> all = new ArrayList<>();
    if (pod != null) {
      OtherResolvers.assumed(pod, conf, resolution).ifPresent(all::add);
    }
    boolean asksCluster =
        queries.walks().stream()
            .anyMatch(walk -> programs.dns().addresses().contains(walk.server()));
    if (asksCluster) {
      all.addAll(assumed);
    }
    if (queries.isCorefileAssumed()) {
      all.add(AssumedServer.corefile());
    }
    boolean asksOutside =
        queries.walks().stream().anyMatch(walk -> walk.server().equals(Upstream.ADDRESS));
    if (asksOutside) {
      all.add(Upstream.assumed());
    }
    return all;
  }

  /** The first name of the cluster that was asked for and is not there tells most. */
  private @Nullable NameAbsence absence(Resolution resolution) {
    NameAbsence first = null;
    for (DnsName name : resolution.names()) {
      NameAbsence found =
          NameAbsence.of(programs.cluster(), name, programs.dns().domain()).orElse(null);
      if (found != null && found.object() != null) {
        return found;
      }
      first = first == null ? found : first;
    }
    return first;
  }

  private static Unsimulated unsimulated(Doubt doubt) {
    Effect effect =
        switch (doubt.kind()) {
          case PLUGIN -> Effect.NAME_PLUGIN;
          case OUTSIDE -> Effect.NAME_OUTSIDE;
          case PROGRAM -> Effect.NAME_PROGRAM;
          case COREFILE -> Effect.NAME_CONFIGURATION;
          case API_SERVER -> Effect.NAME_API_SERVER;
          case BOUND, WALK -> Effect.NAME_LIMIT;
        };
    return new Unsimulated(effect, doubt.object(), doubt.path(), List.of(doubt.what()));
  }

  /** The file of a sender, by which the parts beyond the gateway are found. */
  ResolvConf conf(@Nullable Pod sender, String namespace) {
    return programs.conf(sender == null ? programs.pod(namespace).orElse(null) : sender);
  }

  /**
   * The addresses that a name would lead to if every query arrived: so the parts beyond the gateway
   * that walks to them need are made before.
   */
  Set<Ip> expected(@Nullable Pod sender, String namespace, String name) {
    ResolvConf conf = conf(sender, namespace);
    StubResolver resolver =
        new StubResolver(
            conf,
            ADDRESSES,
            (server, question, seconds) -> new Heard.Answer(direct(server, PORT, question, 0)));
    Pod pod = sender == null ? programs.pod(namespace).orElse(null) : sender;
    return new LinkedHashSet<>(
        written(pod, name, ADDRESSES).orElseGet(() -> resolver.resolve(name)).addresses());
  }

  private DnsReply direct(Ip server, int port, Question question, int depth) {
    List<String> near = programs.near(server);
    DnsPrograms.Program program = programs.at(near.isEmpty() ? "ext:" + server : near.get(0));
    if (program instanceof DnsPrograms.Program.Outer outer) {
      return outer.upstream().serve(question);
    }
    if (depth > DEEPEST || !(program instanceof DnsPrograms.Program.Core core)) {
      return DnsReply.of(DnsReply.Code.SERVFAIL);
    }
    return core.server().serve(question, port, 0, new Direct(depth + 1, near.get(0)));
  }

  /** Servers asked without a walk. */
  private final class Direct implements Onward {
    private final int depth;
    private final String namespace;

    Direct(int depth, String namespace) {
      this.depth = depth;
      this.namespace = namespace;
    }

    @Override
    public DnsReply ask(List<Server> servers, Question question) {
      return servers.isEmpty()
          ? DnsReply.of(DnsReply.Code.SERVFAIL)
          : direct(servers.get(0).address(), servers.get(0).port(), question, depth);
    }

    @Override
    public List<Server> own() {
      return conf(null, namespace).nameservers().stream().map(ip -> new Server(ip, PORT)).toList();
    }
  }
}
