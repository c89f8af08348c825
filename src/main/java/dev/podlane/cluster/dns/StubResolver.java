package dev.podlane.cluster.dns;

import dev.podlane.cluster.dns.DnsReply.Code;
import dev.podlane.cluster.dns.Resolution.Result;
import dev.podlane.net.addr.Ip;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The resolver inside a program, as glibc's: which names it asks for in which order, which server,
 * and when it gives up (glibc {@code resolv/res_query.c}, {@code resolv/res_send.c}; rule 79). Of
 * one use.
 */
public final class StubResolver {
  /** Servers that glibc reads (MAXNS). */
  private static final int MOST_SERVERS = 3;

  /** The server of a file that names none (resolv.conf(5)). */
  private static final Ip LOCAL = Ip.parse("127.0.0.1");

  /** Queries of one resolution; a search list of 32 domains takes 66. */
  private static final int MOST_QUERIES = 200;

  /** Aliases that are followed within an answer. */
  private static final int MOST_ALIASES = 16;

  /** Sends a query. */
  public interface Asking {
    /**
     * Sends one query and waits.
     *
     * @param seconds time to wait
     */
    Heard ask(Ip server, Question question, int seconds);
  }

  private final ResolvConf conf;
  private final Asking asking;
  private final List<Resolution.Try> tries = new ArrayList<>();
  private final List<RecordType> types;

  /** The end of all queries for one name. */
  private record End(Result result, List<DnsRecord> answers, @Nullable Doubt doubt) {
    static End of(Result result) {
      return new End(result, List.of(), null);
    }
  }

  /**
   * A resolver.
   *
   * @param types the types that are asked for together; those of addresses for a connection
   */
  public StubResolver(ResolvConf conf, List<RecordType> types, Asking asking) {
    this.conf = conf;
    this.types = List.copyOf(types);
    this.asking = asking;
  }

  /** Resolves a name; a text that is no name does not exist. */
  public Resolution resolve(String text) {
    End end = search(text);
    Ip answered = null;
    for (Resolution.Try each : tries) {
      answered = each.heard() instanceof Heard.Answer ? each.server() : answered;
    }
    return new Resolution(text, tries, end.result, end.answers, answered, end.doubt);
  }

  /** The order of names (res_search). */
  private End search(String text) {
    Optional<DnsName> parsed = DnsName.tryParse(text);
    if (parsed.isEmpty()) {
      return End.of(Result.NXDOMAIN);
    }
    DnsName name = parsed.get();
    boolean absolute = text.endsWith(".");
    int dots = name.labels().size() - 1;
    End asIs = null;
    if (absolute || dots >= conf.ndots()) {
      asIs = query(name);
      if (absolute || asIs.result == Result.FOUND || asIs.result == Result.UNKNOWN) {
        return asIs;
      }
    }
    End last = End.of(Result.NXDOMAIN);
    boolean noData = false;
    boolean failed = false;
    boolean root = false;
    for (DnsName domain : domains()) {
      Optional<DnsName> whole = name.under(domain);
      root |= domain.labels().isEmpty();
      last = whole.map(this::query).orElseGet(() -> End.of(Result.NXDOMAIN));
      if (last.result == Result.FOUND
          || last.result == Result.UNKNOWN
          || last.result == Result.UNREACHABLE) {
        return last;
      }
      noData |= last.result == Result.NODATA;
      failed |= last.result == Result.SERVFAIL;
      if (last.result == Result.TIMEOUT || last.result == Result.REFUSED) {
        break;
      }
    }
    if (asIs == null && !root) {
      last = query(name);
      if (last.result == Result.FOUND || last.result == Result.UNKNOWN) {
        return last;
      }
    }
    if (asIs != null) {
      return asIs;
    }
    return noData ? End.of(Result.NODATA) : failed ? End.of(Result.SERVFAIL) : last;
  }

  private Set<DnsName> domains() {
    Set<DnsName> domains = new LinkedHashSet<>();
    conf.searches().forEach(each -> DnsName.tryParse(each).ifPresent(domains::add));
    return domains;
  }

  /** Asks for every type; records of any are found. */
  private End query(DnsName name) {
    List<End> ends = new ArrayList<>();
    for (RecordType type : types) {
      End end = send(new Question(name, type));
      ends.add(end);
      if (end.result == Result.UNKNOWN
          || end.result == Result.TIMEOUT
          || end.result == Result.UNREACHABLE) {
        return end;
      }
    }
    List<DnsRecord> found = new ArrayList<>(new LinkedHashSet<>(all(ends)));
    if (!found.isEmpty()) {
      return new End(Result.FOUND, found, null);
    }
    return ends.stream()
        .filter(end -> end.result != Result.NXDOMAIN)
        .findFirst()
        .orElse(ends.get(0));
  }

  private static List<DnsRecord> all(List<End> ends) {
    return ends.stream().flatMap(end -> end.answers.stream()).toList();
  }

  /** Asks each server, and all of them again (res_send). */
  private End send(Question question) {
    List<Ip> named = conf.nameservers().stream().limit(MOST_SERVERS).toList();
    List<Ip> servers = named.isEmpty() ? List.of(LOCAL) : named;
    Result worst = Result.UNREACHABLE;
    for (int attempt = 0; attempt < conf.attempts(); attempt++) {
      for (int i = 0; i < servers.size(); i++) {
        Ip server = servers.get(i);
        if (tries.size() >= MOST_QUERIES) {
          Doubt bound = new Doubt(Doubt.Kind.BOUND, "" + MOST_QUERIES, null, "");
          return new End(Result.UNKNOWN, List.of(), bound);
        }
        Heard heard = asking.ask(server, question, seconds(i, servers.size()));
        tries.add(new Resolution.Try(question, server, tries.size(), heard));
        if (heard instanceof Heard.Unknown) {
          return End.of(Result.UNKNOWN);
        }
        if (heard instanceof Heard.Answer answer) {
          if (answer.reply().doubt() != null) {
            return new End(Result.UNKNOWN, List.of(), answer.reply().doubt());
          }
          if (isFinal(answer.reply().code())) {
            return end(question, answer.reply());
          }
          worst = answer.reply().code() == Code.SERVFAIL ? Result.SERVFAIL : Result.REFUSED;
        } else if (heard instanceof Heard.Nothing && worst == Result.UNREACHABLE) {
          worst = Result.TIMEOUT;
        }
      }
    }
    return End.of(worst);
  }

  /** Seconds to wait for a server: doubled with each, and shared by all but the first. */
  private int seconds(int number, int servers) {
    int seconds = conf.timeout() << number;
    return Math.max(1, number == 0 ? seconds : seconds / servers);
  }

  /** Another server is asked after a failure. */
  private static boolean isFinal(Code code) {
    return code == Code.NOERROR || code == Code.NXDOMAIN;
  }

  private static End end(Question question, DnsReply reply) {
    List<DnsRecord> own = own(question, reply.answers());
    if (!own.isEmpty()) {
      return new End(Result.FOUND, own, null);
    }
    return End.of(reply.code() == Code.NXDOMAIN ? Result.NXDOMAIN : Result.NODATA);
  }

  /**
   * The records that the resolver takes: of the name that was asked for, or of one that an alias
   * leads to (getanswer_r); empty if they end with an alias.
   */
  private static List<DnsRecord> own(Question question, List<DnsRecord> answers) {
    List<DnsRecord> taken = new ArrayList<>();
    DnsName name = question.name();
    for (int i = 0; i < MOST_ALIASES; i++) {
      DnsName wanted = name;
      List<DnsRecord> direct =
          answers.stream()
              .filter(each -> each.type() == question.type() && each.name().equals(wanted))
              .toList();
      if (!direct.isEmpty()) {
        taken.addAll(direct);
        return taken;
      }
      Optional<DnsRecord> alias =
          answers.stream()
              .filter(each -> each.name().equals(wanted))
              .filter(each -> each.data() instanceof DnsRecord.Alias)
              .findFirst();
      if (alias.isEmpty()) {
        return List.of();
      }
      taken.add(alias.get());
      name = ((DnsRecord.Alias) alias.get().data()).target();
    }
    return List.of();
  }
}
