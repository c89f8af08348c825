package dev.podlane.terminal;

import dev.podlane.cluster.dns.DnsName;
import dev.podlane.cluster.dns.DnsRecord;
import dev.podlane.cluster.dns.RecordType;
import dev.podlane.cluster.dns.Resolution;
import dev.podlane.net.addr.Ip;
import dev.podlane.workspace.NameLookup;
import java.util.List;

/** {@code nslookup} of BIND: asks by the search list, and of an address for its name. */
final class Nslookup implements Program {
  @Override
  public String synopsis() {
    return "nslookup NAME|ADDRESS";
  }

  @Override
  public int run(Shell shell, List<String> words) {
    String name = new Options("nslookup", "", words).operand(synopsis());
    boolean isAddress = Ip.tryParse(name).isPresent();
    String asked = isAddress ? DnsName.reverse(Ip.parse(name)).toString() : name;
    NameLookup lookup = shell.resolve(asked, isAddress ? RecordType.PTR : RecordType.A);
    if (lookup == null
        || !lookup.unsimulated().isEmpty()
        || lookup.resolution().result() == Resolution.Result.UNKNOWN) {
      shell.say("podlane: unknown");
      return 1;
    }
    Resolution resolution = lookup.resolution();
    if (resolution.result() == Resolution.Result.TIMEOUT
        || resolution.result() == Resolution.Result.UNREACHABLE) {
      shell.say(";; connection timed out; no servers could be reached");
      return 1;
    }
    String server = Dig.nameserver(lookup);
    shell.say("Server:\t\t" + server);
    shell.say("Address:\t" + server + "#53");
    shell.say("");
    List<DnsName> tried = resolution.names();
    String last = tried.isEmpty() ? asked : bare(tried.get(tried.size() - 1));
    if (resolution.result() != Resolution.Result.FOUND) {
      shell.say(
          resolution.result() == Resolution.Result.NODATA
              ? "*** Can't find " + last + ": No answer"
              : "** server can't find " + last + ": " + resolution.result());
      return 1;
    }
    for (DnsRecord each : resolution.answers()) {
      String owner = bare(each.name());
      if (each.data() instanceof DnsRecord.Address address) {
        shell.say("Name:\t" + owner);
        shell.say("Address: " + address.ip());
      } else if (each.data() instanceof DnsRecord.Alias alias) {
        shell.say(owner + "\tcanonical name = " + alias.target());
      } else if (each.data() instanceof DnsRecord.Pointer pointer) {
        shell.say(owner + "\tname = " + pointer.target());
      }
    }
    return 0;
  }

  /** A name without its final dot. */
  private static String bare(DnsName name) {
    String text = name.toString();
    return text.endsWith(".") && text.length() > 1 ? text.substring(0, text.length() - 1) : text;
  }
}
