package dev.podlane.cluster.dns.server;

import dev.podlane.cluster.Cluster;
import dev.podlane.cluster.Clusters;
import dev.podlane.cluster.dns.DnsName;
import dev.podlane.cluster.dns.DnsRecord;
import dev.podlane.cluster.dns.DnsReply;
import dev.podlane.cluster.dns.Question;
import dev.podlane.cluster.dns.RecordType;
import dev.podlane.document.read.Documents;
import dev.podlane.net.addr.Ip;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Asks CoreDNS in a cluster of documents; other servers answer with their own address. */
record Served(Cluster cluster, @Nullable String corefile, Map<String, String> files) {
  static final Ip NODE = Ip.parse("192.0.2.53");

  static Served of(String documents, @Nullable String corefile) {
    return new Served(Clusters.read(Documents.parse("f", documents)), corefile, Map.of());
  }

  static Served of(String corefile) {
    return of("{apiVersion: v1, kind: Namespace, metadata: {name: shop}}", corefile);
  }

  /** The answer in short: the code where it is an error, NODATA, or the data of the records. */
  String ask(String name, String type) {
    return ask(name, type, 53);
  }

  String ask(String name, String type, int port) {
    DnsReply reply = reply(name, type, port);
    if (reply.doubt() != null) {
      return "? " + reply.doubt().what();
    }
    if (reply.isNoData()) {
      return "NODATA";
    }
    if (reply.answers().isEmpty()) {
      return reply.code().name();
    }
    return reply.answers().stream()
        .map(record -> record.data().text())
        .collect(Collectors.joining(" "));
  }

  DnsReply reply(String name, String type, int port) {
    String text = corefile == null ? CoreDns.usual(DnsName.parse("cluster.local")) : corefile;
    CoreDns server = CoreDns.of(cluster, null, text, files::get);
    RecordType asked = RecordType.named(type).orElseThrow();
    return server.serve(new Question(DnsName.parse(name), asked), port, 0, new Others());
  }

  /** Every other server answers A with its own address, and fails if it is 192.0.2.1. */
  private static final class Others implements Onward {
    @Override
    public DnsReply ask(List<Server> servers, Question question) {
      return servers.stream()
          .filter(server -> !server.address().equals(Ip.parse("192.0.2.1")))
          .findFirst()
          .map(
              server ->
                  DnsReply.of(List.of(DnsRecord.address(question.name(), 60, server.address()))))
          .orElse(DnsReply.of(DnsReply.Code.SERVFAIL));
    }

    @Override
    public List<Server> own() {
      return List.of(new Server(NODE, 53));
    }
  }
}
