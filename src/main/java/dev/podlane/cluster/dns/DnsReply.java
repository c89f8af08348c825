package dev.podlane.cluster.dns;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A server's answer.
 *
 * @param code its response code
 * @param answers the records of its answer section; none with {@code NOERROR} is "no data": the
 *     name is there, and has no record of that type (RFC 2308)
 * @param doubt the reason why this is not the answer for certain; null if it is
 */
public record DnsReply(Code code, List<DnsRecord> answers, @Nullable Doubt doubt) {
  /** Octets that a datagram may have if the client does not say more (RFC 1035 4.2.1). */
  public static final int PLAIN_OCTETS = 512;

  /** The size that glibc asks for with the option edns0 (RESOLV_EDNS_BUFFER_SIZE). */
  public static final int EDNS_OCTETS = 1_200;

  private static final int HEADER = 12;
  private static final int TYPE_AND_CLASS = 4;
  private static final int TYPE_TO_LENGTH = 10;
  private static final int POINTER = 2;

  /** Response codes (RFC 1035 4.1.1). */
  public enum Code {
    NOERROR,
    NXDOMAIN,
    SERVFAIL,
    REFUSED
  }

  public DnsReply {
    answers = List.copyOf(answers);
  }

  /** An answer with these records. */
  public static DnsReply of(List<DnsRecord> answers) {
    return new DnsReply(Code.NOERROR, answers, null);
  }

  /** The name is there without such records. */
  public static DnsReply noData() {
    return of(List.of());
  }

  /** An answer with nothing but a code. */
  public static DnsReply of(Code code) {
    return new DnsReply(code, List.of(), null);
  }

  /** An answer that is not known. */
  public static DnsReply unknown(Doubt doubt) {
    return new DnsReply(Code.SERVFAIL, List.of(), doubt);
  }

  /** Returns true if there is no record of the type that was asked for, and no error either. */
  public boolean isNoData() {
    return code == Code.NOERROR && answers.isEmpty();
  }

  /** Octets of the message with names compressed as CoreDNS does (RFC 1035 4.1.4). */
  public int octets(Question question) {
    Set<DnsName> written = new HashSet<>();
    int octets = HEADER + name(question.name(), written) + TYPE_AND_CLASS;
    for (DnsRecord answer : answers) {
      octets += name(answer.name(), written) + TYPE_TO_LENGTH + data(answer.data(), written);
    }
    return octets;
  }

  /** Octets of a query without EDNS. */
  public static int queryOctets(Question question) {
    return HEADER + name(question.name(), new HashSet<>()) + TYPE_AND_CLASS;
  }

  private static int data(DnsRecord.Data data, Set<DnsName> written) {
    if (data instanceof DnsRecord.Address address) {
      return address.ip().isV4() ? 4 : 16;
    }
    if (data instanceof DnsRecord.Alias alias) {
      return name(alias.target(), written);
    }
    if (data instanceof DnsRecord.Pointer pointer) {
      return name(pointer.target(), written);
    }
    if (data instanceof DnsRecord.Location location) {
      return 6 + location.target().toString().length() + 1;
    }
    return data.text().length() + 1;
  }

  /** A name up to the first suffix that was written before, to which a pointer leads. */
  private static int name(DnsName name, Set<DnsName> written) {
    int octets = 0;
    for (int i = 0; i < name.labels().size(); i++) {
      if (!written.add(new DnsName(name.labels().subList(i, name.labels().size())))) {
        return octets + POINTER;
      }
      octets += 1 + name.labels().get(i).length();
    }
    return octets + 1;
  }
}
