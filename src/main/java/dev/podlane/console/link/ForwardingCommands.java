package dev.podlane.console.link;

import dev.podlane.console.command.Answer;
import dev.podlane.console.command.ArgCursor;
import dev.podlane.console.command.ArgValues;
import dev.podlane.console.command.Command;
import dev.podlane.console.command.CommandContext;
import dev.podlane.console.command.CommandException;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.ForwardingEntry;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** {@code bridge fdb} for vxlan devices and bridge ports (bridge/fdb.c of iproute2 6.1). */
final class ForwardingCommands {
  private static final List<String> VERBS =
      List.of("add", "append", "replace", "delete", "show", "lst", "list");

  private ForwardingCommands() {}

  static Command parse(ArgCursor words) {
    String verb = words.hasNext() ? words.next() : "show";
    String known = VERBS.stream().filter(each -> each.startsWith(verb)).findFirst().orElse("");
    return switch (known) {
      case "add", "append", "replace", "delete" -> change(known, words);
      case "" ->
          throw new CommandException(
              "Command \"" + verb + "\" is unknown, try \"bridge fdb help\".",
              CommandException.GARBAGE);
      default -> ForwardingShow.parse(words);
    };
  }

  private static Command change(String verb, ArgCursor words) {
    String address = null;
    String device = null;
    Ip remote = null;
    boolean master = false;
    boolean isStatic = false;
    while (words.hasNext()) {
      String word = words.next();
      switch (word) {
        case "dev" -> device = words.next();
        case "dst" -> remote = ArgValues.address(words.next());
        case "master" -> master = true;
        case "static", "temp" -> isStatic = true;
        case "self", "permanent", "local" -> {
          continue;
        }
        default -> {
          if (address != null) {
            throw ArgCursor.garbage(word, "addr");
          }
          address = word.equals("to") ? words.next() : word;
        }
      }
    }
    if (device == null || address == null) {
      throw refuse("Device and address are required arguments.");
    }
    ForwardingEntry entry = new ForwardingEntry(device, mac(address), remote);
    boolean ofBridge = master;
    boolean isLocal = ofBridge && !isStatic && !verb.equals("delete");
    return place -> at(place, verb, entry, ofBridge, isLocal);
  }

  private static Mac mac(String text) {
    try {
      return Mac.parse(text);
    } catch (IllegalArgumentException notOne) {
      throw refuse("Invalid mac address " + text);
    }
  }

  private static Answer at(
      CommandContext place, String verb, ForwardingEntry entry, boolean ofBridge, boolean isLocal) {
    Device device =
        place
            .ns()
            .device(entry.device())
            .orElseThrow(() -> refuse("Cannot find device \"" + entry.device() + "\""));
    boolean isTunnel = device.link() instanceof Link.Vxlan && !ofBridge;
    boolean isPort = device.port() != null && ofBridge;
    if (!isTunnel && !isPort) {
      throw refuse("RTNETLINK answers: Operation not supported");
    }
    if (isLocal) {
      throw refuse("podlane: of entries of bridge ports only static ones are known");
    }
    boolean needsRemote = isTunnel && !verb.equals("delete");
    if ((needsRemote && entry.remote() == null) || (isPort && entry.remote() != null)) {
      throw refuse("RTNETLINK answers: Invalid argument");
    }
    return place.changed(changed(place.ns(), verb, entry, isTunnel));
  }

  private static NetworkNamespace changed(
      NetworkNamespace ns, String verb, ForwardingEntry entry, boolean isTunnel) {
    List<ForwardingEntry> now = new ArrayList<>(ns.forwarding());
    Predicate<ForwardingEntry> isSame = isLike(entry, null);
    switch (verb) {
      case "delete" -> {
        if (!now.removeIf(isLike(entry, entry.remote()))) {
          throw refuse("RTNETLINK answers: No such file or directory");
        }
      }
      case "replace" -> {
        now.removeIf(isSame);
        now.add(entry);
      }
      case "append" -> append(now, entry, isTunnel);
      default -> {
        if (now.stream().anyMatch(isSame)) {
          throw refuse("RTNETLINK answers: File exists");
        }
        now.add(entry);
      }
    }
    return ns.withForwarding(now);
  }

  /** Several remotes are for group addresses and for all that is unknown (vxlan_fdb_append). */
  private static void append(List<ForwardingEntry> now, ForwardingEntry entry, boolean isTunnel) {
    boolean isGroup = entry.mac().equals(Mac.ZERO) || entry.mac().isGroup();
    boolean isThere = now.stream().anyMatch(isLike(entry, isGroup ? entry.remote() : null));
    if (!isThere && (isTunnel || !now.contains(entry))) {
      now.add(entry);
    }
  }

  private static Predicate<ForwardingEntry> isLike(ForwardingEntry entry, @Nullable Ip remote) {
    return each ->
        each.device().equals(entry.device())
            && each.mac().equals(entry.mac())
            && (remote == null || remote.equals(each.remote()));
  }

  private static CommandException refuse(String text) {
    return new CommandException(text, CommandException.GARBAGE);
  }
}
