package dev.podlane.console.iptables.match;

import static dev.podlane.console.iptables.match.HeaderMatches.extension;

import dev.podlane.console.iptables.option.Extension;
import dev.podlane.console.iptables.option.Extension.ProtocolWord;
import dev.podlane.console.iptables.option.ExtensionOptions;
import dev.podlane.console.iptables.option.ExtensionOptions.Given;
import dev.podlane.console.iptables.option.IptablesException;
import dev.podlane.console.iptables.option.KernelException;
import dev.podlane.console.iptables.option.NumberedWord;
import dev.podlane.console.iptables.option.Quoted;
import dev.podlane.console.iptables.option.SavedWords;
import dev.podlane.net.addr.Mac;
import dev.podlane.net.filter.Condition;
import dev.podlane.net.filter.ConnectionConditions.Expected;
import dev.podlane.net.filter.LinkHeader;
import dev.podlane.net.filter.Match;
import dev.podlane.net.filter.PlaceConditions.DeviceGroup;
import dev.podlane.net.filter.PlaceConditions.Owner;
import dev.podlane.net.filter.PlaceConditions.PacketType;
import dev.podlane.net.filter.PlaceConditions.Protected;
import dev.podlane.net.filter.PlaceConditions.Realm;
import dev.podlane.net.filter.PlaceConditions.ReversePath;
import dev.podlane.net.filter.PlaceConditions.SourceMac;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Extensions about a packet's place: mac, pkttype, rpfilter, policy, devgroup, realm, owner. */
final class PlaceMatches {
  private static final Map<String, LinkHeader.Type> PACKET_TYPES =
      Map.of(
          "unicast", LinkHeader.Type.UNICAST,
          "host", LinkHeader.Type.UNICAST,
          "broadcast", LinkHeader.Type.BROADCAST,
          "multicast", LinkHeader.Type.MULTICAST,
          "otherhost", LinkHeader.Type.OTHERHOST);

  /** Of /etc/iproute2/rt_realms and group of Debian. */
  private static final Map<Integer, String> REALMS = Map.of(0, "cosmos");

  private static final Map<Integer, String> GROUPS = Map.of(0, "default");

  private static final long MAX_UID = 0xffff_fffeL;

  private PlaceMatches() {}

  static List<Extension<List<Match>>> all() {
    return List.of(
        Extension.of("mac", "--mac-source:1", PlaceMatches::mac),
        Extension.of("pkttype", "--pkt-type:1", PlaceMatches::packetType),
        Extension.of(
            "rpfilter",
            "--loose:0- --validmark:0- --accept-local:0- --invert:0-",
            PlaceMatches::reversePath),
        Extension.kept("policy", PolicyWords.OPTIONS, PlaceMatches::policy),
        Extension.of("devgroup", "--src-group:1 --dst-group:1", PlaceMatches::devgroup),
        Extension.of("realm", "--realm:1", PlaceMatches::realm),
        Extension.of("helper", "--helper:1", PlaceMatches::helper),
        Extension.of(
            "owner",
            "--uid-owner:1 --gid-owner:1 --socket-exists:0 --suppl-groups:0",
            PlaceMatches::owner));
  }

  private static List<Match> mac(ExtensionOptions loaded, ProtocolWord protocol) {
    Given given = loaded.must("--mac-source");
    if (!given.value().matches("[0-9a-fA-F]{1,2}(:[0-9a-fA-F]{1,2}){5}")) {
      throw IptablesException.usage("Invalid MAC address specified.");
    }
    long bits = 0;
    for (String part : given.value().split(":", -1)) {
      bits = bits << 8 | Integer.parseInt(part, 16);
    }
    Mac mac = new Mac(bits);
    return extension(
        new SavedWords("mac").add(given.inverted(), "--mac-source " + mac),
        List.of(Condition.of(new SourceMac(mac), given.inverted())));
  }

  private static List<Match> packetType(ExtensionOptions loaded, ProtocolWord protocol) {
    Given given = loaded.must("--pkt-type");
    LinkHeader.Type type = PACKET_TYPES.get(given.value().toLowerCase(Locale.ROOT));
    if (type == null) {
      throw IptablesException.usage("Bad packet type '" + given.value() + "'");
    }
    String word = type.name().toLowerCase(Locale.ROOT);
    return extension(
        new SavedWords("pkttype").add(given.inverted(), "--pkt-type " + word),
        List.of(Condition.of(new PacketType(type), given.inverted())));
  }

  private static List<Match> reversePath(ExtensionOptions loaded, ProtocolWord protocol) {
    SavedWords words = new SavedWords("rpfilter");
    for (String option : List.of("--loose", "--validmark", "--accept-local", "--invert")) {
      words.addIf(loaded.has(option), option);
    }
    ReversePath way =
        new ReversePath(
            loaded.has("--loose"), loaded.has("--validmark"), loaded.has("--accept-local"));
    return extension(words, List.of(Condition.of(way, loaded.has("--invert"))));
  }

  private static List<Match> policy(ExtensionOptions loaded, ProtocolWord protocol) {
    PolicyWords policy = PolicyWords.read(loaded);
    return extension(policy.words(), List.of(new Protected(!policy.isNone())));
  }

  private static List<Match> devgroup(ExtensionOptions loaded, ProtocolWord protocol) {
    if (loaded.isBare()) {
      throw IptablesException.usage(
          "devgroup match: You must specify either '--src-group' or '--dst-group'");
    }
    SavedWords words = new SavedWords("devgroup");
    List<Condition> conditions = new ArrayList<>();
    for (String option : List.of("--src-group", "--dst-group")) {
      Optional<Given> given = loaded.given(option);
      if (given.isPresent()) {
        NumberedWord group = NumberedWord.read(loaded, option, GROUPS);
        words.add(given.get().inverted(), option + " " + group.text(GROUPS));
        conditions.add(
            Condition.of(new DeviceGroup(group.value(), group.mask()), given.get().inverted()));
      }
    }
    return extension(words, conditions);
  }

  private static List<Match> realm(ExtensionOptions loaded, ProtocolWord protocol) {
    Given given = loaded.must("--realm");
    NumberedWord realm = NumberedWord.read(loaded, "--realm", REALMS);
    return extension(
        new SavedWords("realm").add(given.inverted(), "--realm " + realm.text(REALMS)),
        List.of(Condition.of(new Realm(realm.value(), realm.mask()), given.inverted())));
  }

  private static List<Match> helper(ExtensionOptions loaded, ProtocolWord protocol) {
    Given given = loaded.must("--helper");
    return extension(
        new SavedWords("helper").add(given.inverted(), "--helper " + Quoted.always(given.value())),
        List.of(Condition.of(new Expected(given.value()), given.inverted())));
  }

  private static List<Match> owner(ExtensionOptions loaded, ProtocolWord protocol) {
    boolean asks =
        loaded.has("--uid-owner") || loaded.has("--gid-owner") || loaded.has("--socket-exists");
    List<String> order = loaded.all().stream().map(Given::option).toList();
    int groups = order.indexOf("--suppl-groups");
    if (groups >= 0 && !order.subList(0, groups).contains("--gid-owner")) {
      throw loaded.badValue("--suppl-groups", "you need to use --gid-owner first");
    }
    if (!asks) {
      throw IptablesException.usage(
          "owner: At least one of --uid-owner, --gid-owner or --socket-exists is required");
    }
    SavedWords words = new SavedWords("owner");
    List<Condition> conditions = new ArrayList<>();
    Optional<Given> exists = loaded.given("--socket-exists");
    exists.ifPresent(
        given -> {
          words.add(given.inverted(), "--socket-exists");
          conditions.add(Condition.of(new Owner(true), given.inverted()));
        });
    for (String option : List.of("--uid-owner", "--gid-owner")) {
      Optional<Given> given = loaded.given(option);
      if (given.isPresent()) {
        words.add(given.get().inverted(), option + " " + ids(loaded, given.get()));
        conditions.add(Condition.of(new Owner(false), given.get().inverted()));
      }
    }
    words.addIf(loaded.has("--suppl-groups"), "--suppl-groups");
    return extension(words, conditions);
  }

  /** One number or a range; of names only that of the first user is known everywhere. */
  private static String ids(ExtensionOptions loaded, Given given) {
    String text = given.value();
    if (text.equals("root")) {
      return "0";
    }
    String[] ends = text.split("-", 2);
    long[] numbers = new long[ends.length];
    for (int at = 0; at < ends.length; at++) {
      boolean isNumber = ends[at].matches("[0-9]{1,10}");
      numbers[at] = isNumber ? Long.parseLong(ends[at]) : MAX_UID + 1;
      if (numbers[at] > MAX_UID) {
        throw loaded.badValue(given.option(), text);
      }
    }
    if (ends.length > 1 && numbers[0] > numbers[1]) {
      throw new KernelException("Invalid argument");
    }
    return ends.length == 1 || numbers[0] == numbers[1]
        ? "" + numbers[0]
        : numbers[0] + "-" + numbers[1];
  }
}
