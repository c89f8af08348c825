package dev.podlane.terminal;

import dev.podlane.console.command.CommandException;
import java.util.List;
import java.util.Optional;

/** {@code cat} of the files that name hosts and servers, and {@code ls} of their folder. */
final class Cat implements Program {
  private static final String FOLDER = "/etc/";
  private static final List<String> FILES = List.of("hostname", "hosts", "resolv.conf");

  private final boolean lists;

  /** A program: {@code ls} if it lists, else {@code cat}. */
  Cat(boolean lists) {
    this.lists = lists;
  }

  @Override
  public String synopsis() {
    return lists ? "ls [/etc]" : "cat /etc/hostname|/etc/hosts|/etc/resolv.conf";
  }

  @Override
  public int run(Shell shell, List<String> words) {
    if (lists) {
      return list(shell, words);
    }
    if (words.size() != 1) {
      throw new CommandException("usage: " + synopsis(), 1);
    }
    String path = words.get(0);
    String text =
        FILES.contains(path.replaceFirst("^" + FOLDER, "")) && path.startsWith(FOLDER)
            ? content(shell, path.substring(FOLDER.length()))
            : "cat: " + path + ": No such file or directory";
    shell.say(text);
    return text.startsWith("cat: ") || text.startsWith("podlane: ") ? 1 : 0;
  }

  private static int list(Shell shell, List<String> words) {
    String folder = words.isEmpty() ? "/etc" : words.get(0).replaceFirst("(?<=.)/$", "");
    if (folder.equals("/")) {
      shell.say("etc");
    } else if (folder.equals("/etc")) {
      FILES.forEach(shell::say);
    } else {
      shell.say("ls: cannot access '" + words.get(0) + "': No such file or directory");
      return 2;
    }
    return 0;
  }

  private static String content(Shell shell, String file) {
    String name = shell.ns().name();
    return switch (file) {
      case "hostname" -> name.substring(name.indexOf('/') + 1);
      case "hosts" -> hosts(shell);
      default -> {
        Optional<String> conf = shell.resolvConf();
        yield conf.orElse("podlane: no document says what /etc/resolv.conf holds here")
            .stripTrailing();
      }
    };
  }

  private static String hosts(Shell shell) {
    StringBuilder lines = new StringBuilder("# Kubernetes-managed hosts file.");
    Hosts.file(shell)
        .lines()
        .forEach(
            line ->
                lines
                    .append('\n')
                    .append(line.address())
                    .append('\t')
                    .append(String.join("\t", line.names())));
    return lines.toString();
  }
}
