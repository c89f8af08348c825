package dev.podlane.cluster.dns;

import dev.podlane.net.addr.Ip;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The resolution of a name.
 *
 * @param asked the name as the program wrote it
 * @param tries queries in the order in which they were sent
 * @param result the end
 * @param answers records of the answer, aliases first; empty unless found
 * @param server the server that gave the deciding answer; null if none did
 * @param doubt the reason why the result is not known; null if it is, or the last query's walk
 *     tells
 */
public record Resolution(
    String asked,
    List<Try> tries,
    Result result,
    List<DnsRecord> answers,
    @Nullable Ip server,
    @Nullable Doubt doubt) {
  /** The ends of a resolution. */
  public enum Result {
    /** There are records. */
    FOUND,
    /** The name does not exist. */
    NXDOMAIN,
    /** The name exists and has no such record. */
    NODATA,
    /** The server failed. */
    SERVFAIL,
    /** The server does not answer such questions. */
    REFUSED,
    /** No server answered in time. */
    TIMEOUT,
    /** No server is there: the socket reported an error at once, or none is configured. */
    UNREACHABLE,
    /** An answer is not known. */
    UNKNOWN
  }

  /**
   * One query.
   *
   * @param number position of its walk among all walks of the resolution
   * @param heard the answer, or its lack
   */
  public record Try(Question question, Ip server, int number, Heard heard) {}

  public Resolution {
    tries = List.copyOf(tries);
    answers = List.copyOf(answers);
  }

  /** The addresses that were found, in the order of the answer. */
  public List<Ip> addresses() {
    return answers.stream()
        .map(DnsRecord::data)
        .filter(DnsRecord.Address.class::isInstance)
        .map(data -> ((DnsRecord.Address) data).ip())
        .distinct()
        .toList();
  }

  /** Names that were asked for, in order, each once. */
  public List<DnsName> names() {
    return tries.stream().map(each -> each.question().name()).distinct().toList();
  }
}
