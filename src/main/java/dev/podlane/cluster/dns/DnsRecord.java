package dev.podlane.cluster.dns;

import dev.podlane.net.addr.Ip;

/**
 * A record of an answer.
 *
 * @param name its owner
 * @param ttl seconds that it may be kept
 * @param data its content
 */
public record DnsRecord(DnsName name, int ttl, Data data) {
  /** The content of a record. */
  public sealed interface Data {
    /** The type of records with this content. */
    RecordType type();

    /** The content as {@code dig} writes it. */
    String text();
  }

  /** An address: A or AAAA. */
  public record Address(Ip ip) implements Data {
    @Override
    public RecordType type() {
      return RecordType.of(ip);
    }

    @Override
    public String text() {
      return ip.toString();
    }
  }

  /** Another name: CNAME. */
  public record Alias(DnsName target) implements Data {
    @Override
    public RecordType type() {
      return RecordType.CNAME;
    }

    @Override
    public String text() {
      return target.toString();
    }
  }

  /** The name of an address: PTR. */
  public record Pointer(DnsName target) implements Data {
    @Override
    public RecordType type() {
      return RecordType.PTR;
    }

    @Override
    public String text() {
      return target.toString();
    }
  }

  /** The place of a service: SRV (RFC 2782). */
  public record Location(int priority, int weight, int port, DnsName target) implements Data {
    @Override
    public RecordType type() {
      return RecordType.SRV;
    }

    @Override
    public String text() {
      return priority + " " + weight + " " + port + " " + target;
    }
  }

  /** Any text: TXT. */
  public record Words(String words) implements Data {
    @Override
    public RecordType type() {
      return RecordType.TXT;
    }

    @Override
    public String text() {
      return "\"" + words + "\"";
    }
  }

  /** An address of a name. */
  public static DnsRecord address(DnsName name, int ttl, Ip ip) {
    return new DnsRecord(name, ttl, new Address(ip));
  }

  /** Its type. */
  public RecordType type() {
    return data.type();
  }

  /** The record as {@code dig} writes it. */
  @Override
  public String toString() {
    return name + " " + ttl + " IN " + type() + " " + data.text();
  }
}
