package dev.podlane.console.iptables;

import dev.podlane.net.filter.IpSet;
import dev.podlane.net.filter.IpSet.Entry;
import dev.podlane.net.filter.Ruleset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ObjIntConsumer;

/**
 * {@code ipset} on the sets of a ruleset. How a set is kept (its hash and how many it can hold) is
 * read and forgotten.
 */
public final class Ipset {
  private static final int MAX_NAME = 31;

  /** Options of {@code create} with one value that decide nothing here. */
  private static final List<String> KEPT_OUT =
      List.of("family", "hashsize", "maxelem", "bucketsize", "initval", "range");

  private final Ruleset rules;
  private final BlockRoom room;
  private final TreeMap<String, Draft> sets = new TreeMap<>();

  /** A set while commands change it: entries by themselves without {@code nomatch}. */
  private record Draft(IpSet.Type type, Map<Entry, Entry> entries) {}

  private Ipset(Ruleset rules, BlockRoom room) {
    this.rules = rules;
    this.room = room;
    rules
        .sets()
        .forEach(
            (name, set) -> {
              Draft draft = new Draft(set.type(), new LinkedHashMap<>());
              set.entries().forEach(entry -> draft.entries().put(key(entry), entry));
              sets.put(name, draft);
            });
  }

  /**
   * Runs a command.
   *
   * @param words the words behind the name of the tool
   * @param input what {@code restore} reads
   * @throws IpsetException if it is refused
   */
  public static Iptables.Result run(Ruleset rules, List<String> words, String input) {
    Ipset sets = new Ipset(rules, new BlockRoom());
    List<String> rest = new ArrayList<>(words);
    boolean lenient = rest.removeIf(word -> word.equals("-exist") || word.equals("-!"));
    if (!rest.isEmpty() && rest.get(0).equals("restore")) {
      sets.restore(input, lenient);
      return new Iptables.Result(sets.done(), "");
    }
    String text = sets.command(rest, lenient);
    return new Iptables.Result(sets.done(), text);
  }

  /**
   * Runs {@code ipset restore} on lines, each apart from the others.
   *
   * @param room how many addresses blocks may stand for
   * @param refused told which line is refused, from 0, and why; the others go on
   */
  public static Ruleset restore(
      Ruleset rules, List<String> lines, BlockRoom room, ObjIntConsumer<IpsetException> refused) {
    Ipset sets = new Ipset(rules, room);
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
    List<String> words = Quoted.words(text.strip());
    if (!words.isEmpty() && !words.get(0).startsWith("#") && !words.get(0).equals("COMMIT")) {
      command(new ArrayList<>(words), lenient);
    }
  }

  /** What makes all sets, as {@code ipset save} prints it. */
  public static List<String> save(Ruleset rules) {
    return rules.sets().values().stream().flatMap(set -> SetText.save(set).stream()).toList();
  }

  private String command(List<String> words, boolean lenient) {
    String verb = words.isEmpty() ? "" : words.remove(0);
    switch (verb) {
      case "create", "-N", "n" -> create(words, lenient);
      case "add", "-A", "a" -> change("add", words, lenient);
      case "del", "-D", "d" -> change("del", words, lenient);
      case "flush", "-F" -> named(words).forEach(name -> find(name).entries().clear());
      case "destroy", "-X", "x" -> destroy(words);
      case "list", "-L", "save", "-S" -> {
        return look(verb, words);
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
    IpSet.Type type =
        List.of(IpSet.Type.values()).stream()
            .filter(each -> each.text().equals(word))
            .findFirst()
            .orElseThrow(() -> IpsetException.syntax("typename '" + word + "' is unknown"));
    if (name.length() > MAX_NAME) {
      throw IpsetException.syntax("setname '" + name + "' is longer than 31 characters");
    }
    for (int at = 2; at < words.size(); at += 2) {
      boolean isV6 =
          words.get(at).equals("family") && !words.subList(at, words.size()).contains("inet");
      if (!KEPT_OUT.contains(words.get(at)) || isV6) {
        throw IpsetException.usage("Unknown argument: `" + words.get(at) + "'");
      }
    }
    boolean isThere = sets.containsKey(name);
    if (isThere && !lenient) {
      throw IpsetException.refused("Set cannot be created: set with the same name already exists");
    }
    sets.computeIfAbsent(name, none -> new Draft(type, new LinkedHashMap<>()));
  }

  private void change(String verb, List<String> words, boolean lenient) {
    Draft set = find(argument(words, 0, verb));
    String word = argument(words, 1, verb);
    boolean nomatch = words.size() > 2 && words.get(2).equals("nomatch");
    if (words.size() > (nomatch ? 3 : 2)) {
      throw IpsetException.usage("Unknown argument: `" + words.get(nomatch ? 3 : 2) + "'");
    }
    boolean adds = verb.equals("add");
    for (Entry entry : SetEntries.read(set.type(), word, nomatch, room)) {
      boolean isThere = set.entries().containsKey(key(entry));
      if (isThere == adds && !lenient) {
        throw IpsetException.refused(
            adds
                ? "Element cannot be added to the set: it's already added"
                : "Element cannot be deleted from the set: it's not added");
      }
      if (adds) {
        set.entries().put(key(entry), entry);
      } else {
        set.entries().remove(key(entry));
      }
    }
  }

  private static Entry key(Entry entry) {
    return new Entry(entry.first(), entry.protocol(), entry.port(), entry.second(), false);
  }

  private void destroy(List<String> words) {
    List<String> names = List.copyOf(named(words));
    names.forEach(this::find);
    if (names.stream().anyMatch(name -> SetText.references(rules, name) > 0)) {
      throw IpsetException.refused("Set cannot be destroyed: it is in use by a kernel component");
    }
    names.forEach(sets::remove);
  }

  private Collection<String> named(List<String> words) {
    return words.isEmpty() ? sets.keySet() : List.of(words.get(0));
  }

  private Draft find(String name) {
    return Optional.ofNullable(sets.get(name)).orElseThrow(IpsetException::noSet);
  }

  private String look(String verb, List<String> words) {
    boolean namesOnly = words.removeIf(word -> word.equals("-n") || word.equals("-name"));
    named(words).forEach(this::find);
    if (namesOnly) {
      return String.join("\n", named(words));
    }
    Ruleset now = done();
    List<String> texts = new ArrayList<>();
    for (String name : named(words)) {
      Optional.ofNullable(now.sets().get(name))
          .map(
              set ->
                  verb.startsWith("s") || verb.equals("-S")
                      ? String.join("\n", SetText.save(set))
                      : SetText.list(now, set))
          .ifPresent(texts::add);
    }
    return String.join(verb.equals("list") || verb.equals("-L") ? "\n\n" : "\n", texts);
  }

  private Ruleset done() {
    TreeMap<String, IpSet> all = new TreeMap<>();
    sets.forEach(
        (name, draft) ->
            all.put(name, new IpSet(name, draft.type(), List.copyOf(draft.entries().values()))));
    return new Ruleset(rules.tables(), all);
  }
}
