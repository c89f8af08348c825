package dev.podlane.terminal;

import dev.podlane.cluster.dns.DnsName;
import dev.podlane.cluster.dns.DnsRecord;
import dev.podlane.cluster.dns.RecordType;
import dev.podlane.cluster.dns.Resolution;
import dev.podlane.console.command.CommandException;
import dev.podlane.net.addr.Ip;
import dev.podlane.workspace.NameLookup;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * {@code dig} of BIND: asks for a name as it is, without the search list unless {@code +search} is
 * given. Numbers of messages, times and sizes are left out.
 */
final class Dig implements Program {
  private static final int NO_REPLY = 9;

  @Override
  public String synopsis() {
    return "dig [+short] [+search] [-x ADDRESS] NAME [TYPE]";
  }

  @Override
  public int run(Shell shell, List<String> words) {
    List<String> switches = words.stream().filter(word -> word.startsWith("+")).toList();
    for (String each : switches) {
      if (!List.of("+short", "+search").contains(each)) {
        throw new CommandException("Invalid option: " + each, 1);
      }
    }
    Options options =
        new Options("dig", "4x:t:", words.stream().filter(w -> !w.startsWith("+")).toList());
    boolean isShort = switches.contains("+short");
    String reverse = options.value('x');
    List<String> operands = options.operands();
    if (operands.size() > 2 || (reverse == null && operands.isEmpty())) {
      throw new CommandException("usage: " + synopsis(), 1);
    }
    RecordType type = type(options, operands, reverse);
    String name = reverse == null ? operands.get(0) : reverse(reverse);
    boolean isSearched = switches.contains("+search") || name.endsWith(".");
    NameLookup lookup = shell.resolve(isSearched ? name : name + ".", type);
    if (lookup == null
        || !lookup.unsimulated().isEmpty()
        || lookup.resolution().result() == Resolution.Result.UNKNOWN) {
      shell.say("podlane: unknown");
      return NO_REPLY;
    }
    Resolution resolution = lookup.resolution();
    if (!isAnswered(resolution.result())) {
      shell.say(";; communications error to " + nameserver(lookup) + "#53: timed out");
      shell.say(";; no servers could be reached");
      return NO_REPLY;
    }
    if (isShort) {
      resolution.answers().forEach(each -> shell.say(each.data().text()));
      return 0;
    }
    List<DnsName> asked = resolution.names();
    shell.say(";; Got answer:");
    shell.say(";; ->>HEADER<<- opcode: QUERY, status: " + status(resolution.result()));
    shell.say("");
    shell.say(";; QUESTION SECTION:");
    shell.say(";%s\tIN\t%s".formatted(asked.get(asked.size() - 1), type));
    shell.say("");
    if (!resolution.answers().isEmpty()) {
      shell.say(";; ANSWER SECTION:");
      for (DnsRecord each : resolution.answers()) {
        shell.say(
            "%s\t%d\tIN\t%s\t%s"
                .formatted(each.name(), each.ttl(), each.type(), each.data().text()));
      }
      shell.say("");
    }
    shell.say(";; SERVER: " + nameserver(lookup) + "#53");
    return 0;
  }

  private static RecordType type(Options options, List<String> operands, @Nullable String reverse) {
    String text = operands.size() == 2 ? operands.get(1) : options.value('t');
    if (text == null) {
      return reverse == null ? RecordType.A : RecordType.PTR;
    }
    return RecordType.named(text.toUpperCase(Locale.ROOT))
        .orElseThrow(() -> new CommandException(";; Warning, ignoring invalid type " + text, 1));
  }

  private static String reverse(String address) {
    Optional<Ip> ip = Ip.tryParse(address);
    return ip.map(found -> DnsName.reverse(found).toString())
        .orElseThrow(() -> new CommandException("Invalid IP address " + address, 1));
  }

  private static boolean isAnswered(Resolution.Result result) {
    return result != Resolution.Result.TIMEOUT && result != Resolution.Result.UNREACHABLE;
  }

  private static String status(Resolution.Result result) {
    return switch (result) {
      case NXDOMAIN -> "NXDOMAIN";
      case SERVFAIL -> "SERVFAIL";
      case REFUSED -> "REFUSED";
      case FOUND, NODATA, TIMEOUT, UNREACHABLE, UNKNOWN -> "NOERROR";
    };
  }

  /** The server that answered, else the first of the file. */
  static String nameserver(NameLookup lookup) {
    Ip server = lookup.resolution().server();
    List<Ip> written = lookup.conf().nameservers();
    return server != null
        ? server.toString()
        : written.isEmpty() ? "127.0.0.1" : "" + written.get(0);
  }
}
