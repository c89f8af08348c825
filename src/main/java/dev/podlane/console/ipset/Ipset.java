package dev.podlane.console.ipset;

import dev.podlane.console.ipset.SetEntries.EntryOptions;
import dev.podlane.console.iptables.Iptables;
import dev.podlane.console.iptables.option.Quoted;
import dev.podlane.net.filter.IpSet;
import dev.podlane.net.filter.IpSet.Entry;
import dev.podlane.net.filter.Ruleset;
import dev.podlane.net.filter.SetOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;

/** {@code ipset} on the sets of a ruleset. */
public final class Ipset {
  private static final int MAX_NAME = 31;

  /** Types of sets that ask for hardware addresses. */
  private static final List<String> UNSIMULATED =
      List.of("hash:mac", "hash:ip,mac", "bitmap:ip,mac");

  private final Ruleset rules;
  private final BlockRoom room;
  private final long now;
  private final Map<String, SetDraft> sets = new LinkedHashMap<>();

  private Ipset(Ruleset rules, BlockRoom room, long now) {
    this.rules = rules;
    this.room = room;
    this.now = now;
    rules.sets().forEach((name, set) -> sets.put(name, new SetDraft(set)));
  }

  /**
   * Runs a command.
   *
   * @param words the words behind the name of the tool
   * @param input the text that {@code restore} reads from standard input
   * @param now moment in milliseconds of virtual time, from which entries time out
   * @throws IpsetException if it is refused
   */
  public static Iptables.Result run(Ruleset rules, List<String> words, String input, long now) {
    Ipset sets = new Ipset(rules, new BlockRoom(), now);
    List<String> rest = new ArrayList<>(words);
    boolean lenient = rest.removeIf(word -> word.equals("-exist") || word.equals("-!"));
    if (!rest.isEmpty() && List.of("restore", "-R").contains(rest.get(0))) {
      sets.restore(input, lenient);
      return new Iptables.Result(sets.done(), "");
    }
    String text = sets.command(rest, lenient);
    return new Iptables.Result(sets.done(), text);
  }

  /**
   * Runs {@code ipset restore} on lines, each apart from the others, at the beginning of time.
   *
   * @param room the number of addresses that blocks may still expand to
   * @param refused told which line is refused, from 0, and why; the others go on
   */
  public static Ruleset restore(
      Ruleset rules, List<String> lines, BlockRoom room, ObjIntConsumer<IpsetException> refused) {
    Ipset sets = new Ipset(rules, room, 0);
    for (int at = 0; at < lines.size(); at++) {
      try {
        sets.line(lines.get(at), false);
      } catch (IpsetException why) {
        refused.accept(why.atLine(1), at);
      }
    }
    return sets.done();
  }

  private void restore(String input, boolean lenient) {
    int line = 0;
    for (String text : input.lines().toList()) {
      line++;
      try {
        line(text, lenient);
      } catch (IpsetException refused) {
        throw refused.atLine(line);
      }
    }
  }

  private void line(String text, boolean lenient) {
    List<String> words = new ArrayList<>(Quoted.words(text.strip()));
    if (!words.isEmpty() && !words.get(0).startsWith("#") && !words.get(0).equals("COMMIT")) {
      boolean own = words.removeIf(word -> word.equals("-exist") || word.equals("-!"));
      boolean creates = List.of("create", "-N", "--create", "n").contains(words.get(0));
      command(words, lenient || (own && creates)); // of no effect behind an entry
    }
  }

  /**
   * Returns the commands that recreate all sets, as {@code ipset save} prints them at the beginning
   * of time.
   */
  public static List<String> save(Ruleset rules) {
    SetText text = new SetText(rules, 0);
    return inOrder(rules).flatMap(set -> text.save(set).stream()).toList();
  }

  /** Lists come behind the sets that they may name. */
  private static Stream<IpSet> inOrder(Ruleset rules) {
    return Stream.concat(
        rules.sets().values().stream().filter(set -> set.type() != IpSet.Type.LIST_SET),
        rules.sets().values().stream().filter(set -> set.type() == IpSet.Type.LIST_SET));
  }

  private String command(List<String> words, boolean lenient) {
    String verb = words.isEmpty() ? "" : words.remove(0);
    switch (verb) {
      case "create", "-N", "--create", "n" -> create(words, lenient);
      case "add", "-A", "--add", "a" -> change(true, words, lenient);
      case "del", "-D", "--del", "d" -> change(false, words, lenient);
      case "flush", "-F", "--flush" -> named(words).forEach(name -> find(name).clear());
      case "destroy", "-X", "--destroy", "x" -> destroy(words);
      case "rename", "-E", "--rename", "e" -> rename(words);
      case "swap", "-W", "--swap", "w" -> swap(words);
      case "test", "-T", "--test", "t" -> {
        return test(words);
      }
      case "version", "-V", "--version", "-v" -> {
        return "ipset v7.17, protocol version: 7";
      }
      case "list", "-L", "--list", "l", "save", "-S", "--save", "s" -> {
        return look(List.of("save", "-S", "--save", "s").contains(verb), words);
      }
      default -> throw IpsetException.usage("No command specified: unknown argument " + verb);
    }
    return "";
  }

  private static String argument(List<String> words, int at, String command) {
    if (at < words.size()) {
      return words.get(at);
    }
    String which = at == 0 ? "mandatory argument" : "second mandatory argument";
    throw IpsetException.usage("Missing " + which + " to command " + command);
  }

  private void create(List<String> words, boolean lenient) {
    String name = argument(words, 0, "create");
    String word = argument(words, 1, "create");
    checkName(name);
    if (UNSIMULATED.contains(word)) {
      throw IpsetException.syntax("podlane: sets of type " + word + " are not simulated");
    }
    IpSet.Type type =
        List.of(IpSet.Type.values()).stream()
            .filter(each -> each.text().equals(word))
            .findFirst()
            .orElseThrow(() -> IpsetException.syntax("typename '" + word + "' is unknown"));
    SetOptions options = SetCreation.read(type, words.subList(2, words.size()));
    SetDraft there = sets.get(name);
    boolean isSame = there != null && there.type() == type;
    if (there != null && !(lenient && isSame)) {
      throw IpsetException.refused("Set cannot be created: set with the same name already exists");
    }
    sets.computeIfAbsent(name, none -> new SetDraft(new IpSet(name, type, options, List.of())));
  }

  private static void checkName(String name) {
    if (name.length() > MAX_NAME) {
      throw IpsetException.syntax("setname '" + name + "' is longer than 31 characters");
    }
  }

  private void change(boolean adds, List<String> words, boolean lenient) {
    String verb = adds ? "add" : "del";
    SetDraft set = find(argument(words, 0, verb));
    String word = argument(words, 1, verb);
    EntryOptions rest =
        EntryWords.read(set.type(), set.options(), words.subList(2, words.size()), now);
    if (set.type() == IpSet.Type.LIST_SET) {
      checkMember(word);
    }
    for (Entry entry : SetEntries.read(set.type(), set.options(), word, rest, room)) {
      if (adds) {
        set.add(entry, rest, lenient, now);
      } else {
        set.remove(entry, rest, lenient, now);
      }
    }
  }

  private void checkMember(String name) {
    SetDraft member = sets.get(name);
    if (member == null) {
      throw IpsetException.refused("Set to be added/deleted/tested as element does not exist.");
    }
    if (member.type() == IpSet.Type.LIST_SET) {
      throw IpsetException.refused("Sets with list:set type cannot be added to the set.");
    }
  }

  private String test(List<String> words) {
    String name = argument(words, 0, "test");
    SetDraft set = find(name);
    String word = argument(words, 1, "test");
    EntryOptions rest =
        EntryWords.read(set.type(), set.options(), words.subList(2, words.size()), now);
    Entry entry = SetEntries.read(set.type(), set.options(), word, rest, room).get(0);
    if (!set.holds(entry, now)) {
      throw IpsetException.notThere(word + " is NOT in set " + name + ".");
    }
    return "Warning: " + word + " is in set " + name + ".";
  }

  private void destroy(List<String> words) {
    List<String> names = List.copyOf(named(words));
    names.forEach(this::find);
    Ruleset here = done();
    if (names.stream().anyMatch(name -> SetText.references(here, name) > 0)) {
      throw IpsetException.refused("Set cannot be destroyed: it is in use by a kernel component");
    }
    names.forEach(sets::remove);
  }

  private void rename(List<String> words) {
    String from = argument(words, 0, "rename");
    String to = argument(words, 1, "rename");
    find(from);
    checkName(to);
    if (sets.containsKey(to)) {
      throw IpsetException.refused("Set cannot be renamed: a set with the new name already exists");
    }
    if (SetText.references(done(), from) > 0) {
      throw IpsetException.refused("Set cannot be renamed: it is in use by another system");
    }
    Map<String, SetDraft> all = new LinkedHashMap<>(sets);
    sets.clear();
    all.forEach((name, set) -> sets.put(name.equals(from) ? to : name, set));
  }

  private void swap(List<String> words) {
    String one = argument(words, 0, "swap");
    String other = argument(words, 1, "swap");
    SetDraft first = find(one);
    SetDraft second = sets.get(other);
    if (second == null) {
      throw IpsetException.refused("Sets cannot be swapped: the second set does not exist");
    }
    if (first.type() != second.type()) {
      throw IpsetException.refused("The sets cannot be swapped: their type does not match");
    }
    sets.put(one, second);
    sets.put(other, first);
  }

  private List<String> named(List<String> words) {
    return words.isEmpty() ? inOrder(done()).map(IpSet::name).toList() : List.of(words.get(0));
  }

  private SetDraft find(String name) {
    return Optional.ofNullable(sets.get(name)).orElseThrow(IpsetException::noSet);
  }

  private String look(boolean saves, List<String> words) {
    boolean namesOnly = words.removeIf(word -> word.equals("-n") || word.equals("-name"));
    boolean onlyHead = words.removeIf(word -> word.equals("-t") || word.equals("-terse"));
    boolean asSave = saves;
    int output = Math.max(words.indexOf("-o"), words.indexOf("-output"));
    if (output >= 0 && output + 1 < words.size()) {
      asSave = words.get(output + 1).equals("save");
      words.subList(output, output + 2).clear();
    }
    words.removeIf(word -> List.of("-s", "-sorted", "-r", "-resolve").contains(word));
    List<String> names = named(words);
    names.forEach(this::find);
    if (namesOnly) {
      return String.join("\n", names);
    }
    Ruleset here = done();
    SetText text = new SetText(here, now);
    List<String> texts = new ArrayList<>();
    for (String name : names) {
      IpSet set = find(name).set(name);
      texts.add(asSave ? String.join("\n", text.save(set)) : text.list(set, onlyHead));
    }
    return String.join(asSave ? "\n" : "\n\n", texts);
  }

  private Ruleset done() {
    Map<String, IpSet> all = new LinkedHashMap<>();
    sets.forEach((name, draft) -> all.put(name, draft.set(name)));
    return rules.withSets(all);
  }
}
