package dev.podlane.terminal;

import dev.podlane.console.command.CommandException;
import dev.podlane.net.addr.Ip;
import dev.podlane.workspace.NameLookup;
import java.util.List;

/** {@code getent hosts} of glibc: a name as any program resolves it. */
final class Getent implements Program {
  private static final int NOT_FOUND = 2;

  @Override
  public String synopsis() {
    return "getent hosts NAME";
  }

  @Override
  public int run(Shell shell, List<String> words) {
    if (words.size() != 2 || !words.get(0).equals("hosts")) {
      throw new CommandException("usage: " + synopsis(), 1);
    }
    String name = words.get(1);
    Ip written = Hosts.written(shell, name).orElse(null);
    if (written != null) {
      shell.say(line(written, name));
      return 0;
    }
    NameLookup lookup = shell.resolve(name);
    if (lookup == null || !lookup.unsimulated().isEmpty()) {
      shell.say("podlane: unknown");
      return NOT_FOUND;
    }
    List<Ip> found = lookup.addresses();
    String full =
        lookup.resolution().answers().stream()
            .map(each -> each.name().toString().replaceAll("\\.$", ""))
            .reduce((first, last) -> last)
            .orElse(name);
    found.forEach(each -> shell.say(line(each, full)));
    return found.isEmpty() ? NOT_FOUND : 0;
  }

  private static String line(Ip address, String name) {
    return "%-15s %s".formatted(address, name);
  }
}
