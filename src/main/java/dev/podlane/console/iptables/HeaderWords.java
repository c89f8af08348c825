package dev.podlane.console.iptables;

import dev.podlane.console.iptables.option.AddressMask;
import dev.podlane.console.iptables.option.Args;
import dev.podlane.console.iptables.option.Extension.ProtocolWord;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.console.iptables.option.KernelException;
import dev.podlane.console.iptables.option.Protocols;
import dev.podlane.net.filter.HeaderMatch;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.OtherMatch;
import dev.podlane.net.link.Device;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/** The options every rule can have, about the IP header and the devices. */
final class HeaderWords {
  private static final Map<String, String> SHORT = new LinkedHashMap<>();

  static {
    SHORT.put("--source", "-s");
    SHORT.put("--src", "-s");
    SHORT.put("--destination", "-d");
    SHORT.put("--dst", "-d");
    SHORT.put("--in-interface", "-i");
    SHORT.put("--out-interface", "-o");
    SHORT.put("--protocol", "-p");
    SHORT.put("--fragments", "-f");
  }

  private final Map<String, Word> words = new LinkedHashMap<>();

  /** Every long option of iptables itself: an abbreviation of several of them is none. */
  private static final Set<String> LONG =
      Set.of(
          ("--append --delete --check --insert --replace --list --list-rules --flush --zero"
                  + " --new-chain --delete-chain --rename-chain --policy --source --destination"
                  + " --src --dst --protocol --in-interface --jump --table --match --numeric"
                  + " --out-interface --verbose --wait --wait-interval --exact --fragments"
                  + " --version --help --line-numbers --modprobe --set-counters --goto --ipv4"
                  + " --ipv6")
              .split(" ", -1));

  /** The long options of iptables itself. */
  static Set<String> longOptions() {
    return LONG;
  }

  private record Word(String value, boolean inverted) {}

  /** Takes an option if it is one of these. */
  boolean take(String option, boolean inverted, Args args) {
    String name = SHORT.getOrDefault(option, option);
    if (!SHORT.containsValue(name)) {
      return false;
    }
    String value = name.equals("-f") ? "" : args.value(option);
    if (words.put(name, new Word(value, inverted)) != null) {
      throw IptablesException.usage("multiple " + name + " flags not allowed");
    }
    if (name.equals("-i") || name.equals("-o")) {
      checkDevice(value);
    }
    return true;
  }

  private static void checkDevice(String name) {
    if (name.length() > Device.MAX_NAME) {
      throw IptablesException.usage(
          "interface name `%s' must be shorter than IFNAMSIZ (%d)"
              .formatted(name, Device.MAX_NAME));
    }
  }

  /** The protocol; all of them if none is named. */
  ProtocolWord protocol() {
    Word word = words.get("-p");
    if (word == null) {
      return new ProtocolWord(0, false);
    }
    int number = Protocols.number(word.value());
    if (number == 0 && word.inverted()) {
      throw IptablesException.usage("rule would never match protocol");
    }
    return new ProtocolWord(number, word.inverted());
  }

  /** Refuses a device that a packet in a built-in chain cannot have. */
  void check(String chain) {
    boolean hasOut = !chain.equals("PREROUTING") && !chain.equals("INPUT");
    boolean hasIn = !chain.equals("POSTROUTING") && !chain.equals("OUTPUT");
    if (words.containsKey("-i") && !hasIn) {
      throw IptablesException.usage("Can't use -i with " + chain + "\n");
    }
    if (words.containsKey("-o") && !hasOut) {
      throw IptablesException.usage("Can't use -o with " + chain + "\n");
    }
  }

  /** The conditions; several if addresses are given as a list, for as many rules. */
  List<List<Match>> matches() {
    List<Word> addresses = Stream.of("-s", "-d").map(words::get).filter(Objects::nonNull).toList();
    if (addresses.stream().anyMatch(Word::inverted)
        && addresses.stream().anyMatch(word -> word.value().contains(","))) {
      throw IptablesException.usage(
          "! not allowed with multiple source or destination IP addresses");
    }
    List<List<Match>> all = new ArrayList<>();
    for (List<Match> source : addresses("-s")) {
      for (List<Match> destination : addresses("-d")) {
        List<Match> matches = new ArrayList<>(source);
        matches.addAll(destination);
        matches.addAll(others());
        all.add(matches);
      }
    }
    return all;
  }

  private List<List<Match>> addresses(String option) {
    Word word = words.get(option);
    if (word == null) {
      return List.of(List.of());
    }
    List<List<Match>> all = new ArrayList<>();
    for (String one : word.value().split(",", -1)) {
      all.add(address(option, AddressMask.read(one.strip()), word.inverted()));
    }
    return all;
  }

  private static List<Match> address(String option, AddressMask network, boolean inverted) {
    if (network.isAll()) {
      if (inverted) {
        throw new KernelException("Invalid argument");
      }
      return List.of();
    }
    return List.of(
        network
            .prefix()
            .<Match>map(
                prefix ->
                    option.equals("-s")
                        ? new HeaderMatch.Source(prefix, inverted)
                        : new HeaderMatch.Destination(prefix, inverted))
            .orElseGet(
                () -> new OtherMatch.Unknown((inverted ? "! " : "") + option + " " + network)));
  }

  private List<Match> others() {
    List<Match> matches = new ArrayList<>();
    Word in = words.get("-i");
    Word out = words.get("-o");
    Word fragment = words.get("-f");
    ProtocolWord protocol = protocol();
    if (in != null && (in.inverted() || !in.value().equals("+"))) {
      matches.add(new HeaderMatch.InDevice(in.value(), in.inverted()));
    }
    if (out != null && (out.inverted() || !out.value().equals("+"))) {
      matches.add(new HeaderMatch.OutDevice(out.value(), out.inverted()));
    }
    if (protocol.number() != 0) {
      matches.add(new HeaderMatch.Protocol(protocol.number(), protocol.inverted()));
    }
    if (fragment != null) {
      matches.add(new HeaderMatch.LaterFragment(fragment.inverted()));
    }
    return matches;
  }
}
