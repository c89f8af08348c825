package dev.podlane.console.link;

import dev.podlane.console.command.Answer;
import dev.podlane.console.command.ArgCursor;
import dev.podlane.console.command.ArgValues;
import dev.podlane.console.command.Command;
import dev.podlane.console.command.CommandContext;
import dev.podlane.console.command.CommandException;
import dev.podlane.net.addr.InterfaceAddress;
import dev.podlane.net.addr.Ip;
import dev.podlane.net.link.Device;
import dev.podlane.net.ns.Addressing;
import dev.podlane.net.ns.NetworkNamespace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code ip address}. */
public final class AddressCommands {
  private static final List<String> VERBS =
      List.of("add", "change", "chg", "replace", "delete", "show", "lst", "list", "flush");

  private AddressCommands() {}

  public static Command parse(ArgCursor words, IpOptions options) {
    String verb = words.hasNext() ? ArgCursor.verb(words.next(), "address", VERBS) : "show";
    return switch (verb) {
      case "show", "lst", "list" -> DeviceShow.addresses(words, options);
      case "flush" -> flush(words);
      default -> {
        Wanted wanted = Wanted.read(words);
        yield switch (verb) {
          case "add" -> place -> add(place, wanted);
          case "delete" -> place -> delete(place, wanted);
          default -> place -> replace(place, wanted);
        };
      }
    };
  }

  /**
   * The arguments of add, replace and delete.
   *
   * @param address the address and the length of its subnet
   * @param bare true if no prefix length was given
   * @param device the device
   */
  private record Wanted(InterfaceAddress address, boolean bare, String device) {
    static Wanted read(ArgCursor words) {
      String text = null;
      String device = null;
      String broadcast = null;
      while (words.hasNext()) {
        String word = words.next();
        switch (word) {
          case "dev" -> device = words.next();
          case "brd", "broadcast" -> broadcast = words.next();
          case "scope" -> onlyGlobal(words.next());
          default -> {
            if (text != null) {
              throw ArgCursor.garbage(word, "local");
            }
            text = word.equals("local") ? words.next() : word;
          }
        }
      }
      if (device == null) {
        throw new CommandException(
            "Not enough information: \"dev\" argument is required.", CommandException.VALUE);
      }
      if (text == null) {
        throw CommandException.kernel("RTNETLINK answers: Operation not supported");
      }
      InterfaceAddress address = ArgValues.loosePrefix(text);
      checkBroadcast(address, broadcast);
      return new Wanted(address, text.indexOf('/') < 0, device);
    }

    private static void onlyGlobal(String scope) {
      if (!scope.equals("global") && !scope.equals("host")) {
        throw ArgCursor.wrong(scope, "podlane knows addresses of scope global only");
      }
    }

    private static void checkBroadcast(InterfaceAddress address, @Nullable String broadcast) {
      if (broadcast == null || broadcast.equals("+")) {
        return;
      }
      if (!broadcast.equals(address.prefix().last().toString())) {
        throw ArgCursor.wrong(broadcast, "podlane knows only the subnet's own broadcast address");
      }
    }
  }

  private static Answer add(CommandContext place, Wanted wanted) {
    place.device(wanted.device());
    return place.changed(Addressing.add(place.ns(), wanted.device(), wanted.address()));
  }

  private static Answer replace(CommandContext place, Wanted wanted) {
    boolean isThere = place.device(wanted.device()).has(wanted.address());
    return isThere ? place.quiet() : add(place, wanted);
  }

  private static Answer delete(CommandContext place, Wanted wanted) {
    Device device = place.device(wanted.device());
    if (!wanted.bare() || device.has(wanted.address())) {
      return place.changed(Addressing.remove(place.ns(), wanted.device(), wanted.address()));
    }
    Ip ip = wanted.address().ip();
    InterfaceAddress any =
        device.addresses().stream()
            .filter(each -> each.ip().equals(ip))
            .findFirst()
            .orElse(wanted.address());
    NetworkNamespace now = Addressing.remove(place.ns(), wanted.device(), any);
    return new Answer.Done(place.network().with(now), wildcardWarning(ip));
  }

  private static String wildcardWarning(Ip ip) {
    return String.join(
        "\n",
        "Warning: Executing wildcard deletion to stay compatible with old scripts.",
        "         Explicitly specify the prefix length (" + ip + "/32) to avoid this warning.",
        "         This special behaviour is likely to disappear in further releases,",
        "         fix your scripts!");
  }

  private static Command flush(ArgCursor words) {
    if (!words.hasNext()) {
      throw new CommandException("Flush requires arguments.", CommandException.VALUE);
    }
    words.take("dev");
    String name = words.next();
    if (words.hasNext()) {
      throw ArgCursor.garbage(words.peek(), "dev");
    }
    return place -> {
      Device device =
          place.ns().device(name).orElseThrow(() -> CommandException.doesNotExist(name));
      NetworkNamespace now = place.ns();
      for (InterfaceAddress address : device.addresses()) {
        boolean isLeft = now.device(name).filter(each -> each.has(address)).isPresent();
        now = isLeft ? Addressing.remove(now, name, address) : now;
      }
      return place.changed(now);
    };
  }
}
