package dev.podlane.console.route;

import dev.podlane.console.command.Answer;
import dev.podlane.console.command.ArgCursor;
import dev.podlane.console.command.Command;
import dev.podlane.console.command.CommandContext;
import dev.podlane.console.command.CommandException;
import dev.podlane.console.link.Carrier;
import dev.podlane.console.link.IpOptions;
import dev.podlane.net.link.Device;
import dev.podlane.net.link.Link;
import dev.podlane.net.ns.Network;
import dev.podlane.net.ns.NetworkNamespace;
import dev.podlane.net.ns.NexthopEdits;
import dev.podlane.net.route.Nexthop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** {@code ip nexthop} (ip/ipnexthop.c of iproute2 6.1). */
public final class NexthopCommands {
  private static final List<String> VERBS =
      List.of("add", "replace", "delete", "list", "show", "lst", "get", "flush", "help", "bucket");

  private static final String USAGE =
      """
      Usage: ip nexthop { list | flush } [ protocol ID ] SELECTOR
             ip nexthop { add | replace } id ID NH [ protocol ID ]
             ip nexthop { get | del } id ID
      SELECTOR := [ id ID ] [ dev DEV ] [ master DEV ] [ groups ]
      NH := { blackhole | via ADDRESS dev DEV [ onlink ] | dev DEV | group GROUP }
      GROUP := [ <id[,weight]>/<id[,weight]>/... ]\
      """;

  private static final String NONE = "RTNETLINK answers: No such file or directory";

  private NexthopCommands() {}

  public static Command parse(ArgCursor words, IpOptions options) {
    String verb = words.hasNext() ? ArgCursor.verb(words.next(), "nexthop", VERBS) : "show";
    return switch (verb) {
      case "add", "replace" -> {
        NexthopWords wanted = NexthopWords.read(words);
        yield place -> edit(place, wanted, verb.equals("replace"));
      }
      case "delete" -> {
        long id = NexthopWords.read(words).only();
        yield place -> place.changed(NexthopEdits.remove(place.ns(), id));
      }
      case "get" -> get(words, options);
      case "flush" -> Selector.read(words)::flush;
      case "help" -> throw usage();
      case "bucket" ->
          throw new CommandException(
              "podlane: resilient groups are not simulated", CommandException.VALUE);
      default -> {
        Selector selector = Selector.read(words);
        yield place -> selector.show(place, options);
      }
    };
  }

  private static CommandException usage() {
    return new CommandException(USAGE, CommandException.GARBAGE);
  }

  private static Answer edit(CommandContext place, NexthopWords wanted, boolean replaces) {
    Nexthop one = wanted.object(place, replaces);
    return place.changed(
        replaces ? NexthopEdits.replace(place.ns(), one) : NexthopEdits.add(place.ns(), one));
  }

  private static Command get(ArgCursor words, IpOptions options) {
    if (!words.take("id")) {
      throw usage();
    }
    long id = NexthopWords.id(words.next());
    if (words.hasNext()) {
      throw usage();
    }
    return place -> print(place, List.of(find(place, id)), options);
  }

  private static Nexthop find(CommandContext place, long id) {
    return place.ns().routes().nexthops().find(id).orElseThrow(() -> CommandException.kernel(NONE));
  }

  private static Answer print(CommandContext place, List<Nexthop> all, IpOptions options) {
    boolean details = options.details();
    return place.says(
        options.json()
            ? options.json(all.stream().map(each -> NexthopText.record(each, details)).toList())
            : String.join(
                "\n", all.stream().map(each -> NexthopText.line(each, details)).toList()));
  }

  /**
   * Conditions of {@code show} and {@code flush}.
   *
   * @param id number of the only one that is asked for; 0 for all
   * @param devices names of devices that must be there
   * @param test the rest
   */
  private record Selector(
      long id, List<String> devices, BiPredicate<NetworkNamespace, Nexthop> test) {
    Selector {
      devices = List.copyOf(devices);
    }

    static Selector read(ArgCursor words) {
      long id = 0;
      List<String> devices = new ArrayList<>();
      BiPredicate<NetworkNamespace, Nexthop> test = (ns, one) -> true;
      while (words.hasNext()) {
        String word = words.next();
        switch (word) {
          case "id" -> id = NexthopWords.id(words.next());
          case "groups" -> test = test.and((ns, one) -> one.isGroup());
          case "fdb" -> {} // the kernel does not look at it
          case "dev" -> {
            String name = words.next();
            devices.add(name);
            test = test.and((ns, one) -> one.leadsOutBy(name));
          }
          case "master", "vrf" -> {
            String name = words.next();
            devices.add(name);
            test = test.and((ns, one) -> isUnder(ns, one, name));
          }
          default -> {
            if (word.isEmpty() || !"protocol".startsWith(word)) {
              throw ArgCursor.wrong(word, "");
            }
            String number = words.next();
            String name =
                RouteProtocols.of(number)
                    .filter(known -> number.matches("[0-9]+"))
                    .orElseThrow(() -> ArgCursor.wrong(number, "invalid protocol value"));
            test = test.and((ns, one) -> name.equals(one.protocol()));
          }
        }
      }
      return new Selector(id, devices, test);
    }

    private static boolean isUnder(NetworkNamespace ns, Nexthop one, String master) {
      @Nullable String name = one.device();
      return name != null
          && ns.device(name)
              .flatMap(ns::bridgeOf)
              .filter(bridge -> bridge.name().equals(master))
              .isPresent();
    }

    private List<Nexthop> selected(CommandContext place) {
      for (String each : devices) {
        if (place.ns().device(each).isEmpty()) {
          throw ArgCursor.wrong(each, "Device does not exist");
        }
      }
      if (id != 0) {
        return List.of(find(place, id));
      }
      return place.ns().routes().nexthops().all().stream()
          .filter(one -> test.test(place.ns(), one))
          .toList();
    }

    Answer show(CommandContext place, IpOptions options) {
      return print(place, selected(place), options);
    }

    Answer flush(CommandContext place) {
      if (id != 0 && place.ns().routes().nexthops().find(id).isEmpty()) {
        throw new CommandException(NONE, CommandException.VALUE);
      }
      List<Nexthop> gone = selected(place);
      if (gone.isEmpty()) {
        return place.says("Nothing to flush");
      }
      Set<Nexthop> all = new HashSet<>(gone);
      NetworkNamespace now = NexthopEdits.without(place.ns(), all::contains);
      String told = id == 0 ? "Flushed " + gone.size() + " nexthops" : "";
      return new Answer.Done(place.network().with(now), told);
    }
  }

  /**
   * A command on devices, after which next hops go whose device is down or has lost its carrier
   * (nh_netdev_event), also where the other end of a wire is.
   */
  @SuppressWarnings("ReferenceEquality") // the same network or another
  public static Command followed(Command command) {
    return place -> {
      Answer answer = command.at(place);
      return answer instanceof Answer.Done done && done.network() != place.network()
          ? new Answer.Done(follow(place, done.network()), done.text())
          : answer;
    };
  }

  private static Network follow(CommandContext before, Network after) {
    Set<String> places = new LinkedHashSet<>(Set.of(before.ns().name()));
    NetworkNamespace here = after.namespace(before.ns().name()).orElse(before.ns());
    for (Device was : before.ns().devices().values()) {
      boolean isSame =
          Objects.equals(here.device(was.name()).map(Device::up).orElse(null), was.up());
      if (!isSame && was.link() instanceof Link.Veth veth) {
        places.add(veth.peer().namespace());
      }
    }
    Network now = after;
    for (String name : places) {
      NetworkNamespace ns = now.namespace(name).orElse(null);
      if (ns != null && !ns.routes().nexthops().all().isEmpty()) {
        CommandContext place = new CommandContext(now, ns);
        now = now.with(NexthopEdits.without(ns, each -> isDead(place, each)));
      }
    }
    return now;
  }

  private static boolean isDead(CommandContext place, Nexthop one) {
    String name = one.device();
    return name != null
        && (place.ns().device(name).filter(Device::up).isEmpty()
            || Carrier.isLinkDown(place, name));
  }
}
