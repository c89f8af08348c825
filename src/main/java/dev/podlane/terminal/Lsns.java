package dev.podlane.terminal;

import dev.podlane.compile.NamespaceInfo;
import dev.podlane.console.command.CommandException;
import dev.podlane.terminal.table.Columns;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * {@code lsns -t net} of util-linux: the network namespaces of the machine, with the process that
 * keeps each; a pod's is its pause container. Numbers, which manifests do not tell, are left out.
 */
final class Lsns implements Program {
  @Override
  public String synopsis() {
    return "lsns [-t net]";
  }

  @Override
  public int run(Shell shell, List<String> words) {
    String type = new Options("lsns", "t:", words).value('t');
    if (type != null && !type.equals("net")) {
      throw new CommandException(
          "podlane: of namespaces only those of the network are modelled", 1);
    }
    String here = shell.ns().name();
    String machine =
        shell
            .workspace()
            .info(here)
            .map(NamespaceInfo::machine)
            .filter(Objects::nonNull)
            .orElse(here);
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("NS", "TYPE", "COMMAND"));
    boolean isMachine = machine.equals(here);
    for (String name : isMachine ? inside(shell, machine) : List.of(here)) {
      String holder =
          shell
              .workspace()
              .info(name)
              .map(NamespaceInfo::holder)
              .filter(Objects::nonNull)
              .orElse("");
      rows.add(List.of(name, "net", holder.isEmpty() ? "/sbin/init" : "/" + holder));
    }
    Columns.of(rows).forEach(shell::say);
    return 0;
  }

  private static List<String> inside(Shell shell, String machine) {
    List<String> names = new ArrayList<>();
    names.add(machine);
    shell.workspace().residents().on(machine).stream()
        .filter(pod -> !pod.hostNetwork())
        .map(pod -> pod.ref().namespace() + "/" + pod.ref().name())
        .filter(name -> shell.workspace().info(name).isPresent())
        .sorted()
        .forEach(names::add);
    return names;
  }
}
