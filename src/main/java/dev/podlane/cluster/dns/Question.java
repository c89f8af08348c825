package dev.podlane.cluster.dns;

/** A query: which records of which name. */
public record Question(DnsName name, RecordType type) {
  /** The same question about another name. */
  public Question about(DnsName other) {
    return new Question(other, type);
  }

  @Override
  public String toString() {
    return name + " " + type;
  }
}
