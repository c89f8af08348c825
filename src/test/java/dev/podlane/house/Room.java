package dev.podlane.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;

/**
 * One package of the house.
 *
 * @param name its name below the base package; the room is that package and those below it
 * @param mayImport rooms it may import besides itself
 * @param libraries package patterns from outside that it may use besides the JDK and JSpecify
 * @param because reason for the limit
 */
record Room(String name, List<String> mayImport, List<String> libraries, String because) {

  private static final String SPRING = "org.springframework..";

  /** Every room, lowest first. The order of imports is the order of reading. */
  static List<Room> all() {
    return List.of(
        room("net.addr", "addresses are plain values"),
        room("net.packet", "a packet knows addresses and nothing of who handles it", "net.addr"),
        room("net.shared", "a collection does not know what it holds"),
        room("net.link", "a device is described, not driven", "net.addr", "net.shared"),
        room("net.route", "a route decision depends on addresses alone", "net.addr", "net.shared"),
        room("net.filter", "rules look at packets only", "net.addr", "net.packet", "net.shared"),
        room("net.conntrack", "a connection is told by packets only", "net.addr", "net.packet"),
        room("net.ns", "a namespace joins the parts of net and no more", "net"),
        room("trace", "the engine would trace a home router as well", "net"),
        room("console", "reads and prints the tools' text over net only", "net"),
        room("lab", "the real kernel is compared with the trace", "net", "trace", "console"),
        room("capture", "what taps on a trace's devices saw, as a file", "net", "trace"),
        room("document", "the one room below web that sees parsers")
            .with(
                "org.snakeyaml.engine.v2..",
                "tools.jackson.core..",
                "org.apache.commons.compress.."),
        room("cluster", "Kubernetes is settled before Linux is known", "document", "net.addr"),
        room(
                "time",
                "controllers are pure: a state and a moment in, actions out",
                "cluster",
                "document",
                "net.addr")
            .with("org.pcollections.."),
        room("compile.wire", "bridges and wires are the same whoever plugs them", "net"),
        compilePart("ipam"),
        compilePart("cni"),
        compilePart("kubelet"),
        compilePart("proxy"),
        compilePart("policy"),
        compilePart("docker"),
        room("compile", "cluster in, net out: never text, never a trace", "cluster", "net"),
        room(
            "finding",
            "what is wrong is seen in the settled cluster, without walking",
            "document",
            "cluster",
            "compile",
            "net"),
        room("notation", "texts in and out", "document", "console", "trace", "net"),
        room("scenario", "clusters to start from are data", "document"),
        room(
                "workspace",
                "one opened cluster joins all that computes, and knows neither disk nor web",
                "document",
                "time",
                "cluster",
                "compile",
                "net",
                "trace",
                "console",
                "notation",
                "scenario",
                "finding")
            .with("org.pcollections.."),
        room(
            "why",
            "explains a walk by others, with changes that nobody keeps",
            "workspace",
            "finding",
            "cluster",
            "document",
            "trace",
            "net"),
        room(
                "terminal",
                "programs that ask an opened cluster as a person would",
                "workspace",
                "time",
                "console",
                "cluster",
                "compile",
                "trace",
                "net")
            .with("org.pcollections.."),
        room(
            "school",
            "lessons ask the engine, and never say the answer themselves",
            "scenario",
            "workspace",
            "terminal",
            "document",
            "time",
            "cluster",
            "compile",
            "net",
            "trace",
            "console",
            "notation",
            "finding"),
        room(
                "answer",
                "sentences and records, the same for the server and the command line",
                "why",
                "finding",
                "workspace",
                "document",
                "time",
                "cluster",
                "compile",
                "net",
                "trace",
                "console",
                "notation")
            .with(
                "com.fasterxml.jackson.annotation..",
                "io.swagger.v3.oas.annotations..",
                "tools.jackson.core..",
                "tools.jackson.databind.."),
        room(
                "cli",
                "the command line asks files what the server asks clusters",
                "answer",
                "why",
                "finding",
                "workspace",
                "document",
                "cluster",
                "net",
                "trace",
                "lab",
                "notation",
                "scenario")
            .with("picocli..", "tools.jackson.databind.."),
        room("classroom", "a class is a state and what happened; it knows neither web nor store"),
        room("store", "keeps texts, never compiled state", "document")
            .with(SPRING, "javax.sql..", "org.flywaydb..", "org.slf4j.."),
        room("web", "the outermost room may use all others").with(".."));
  }

  private static Room room(String name, String because, String... mayImport) {
    return new Room(name, List.of(mayImport), List.of(), because);
  }

  private static Room compilePart(String name) {
    return room(
        "compile." + name,
        "the parts of compile do not know each other",
        "cluster",
        "net",
        "compile.wire");
  }

  private Room with(String... patterns) {
    return new Room(name, mayImport, List.of(patterns), because);
  }

  /** Returns true if that package, named below the base, is this room or in it. */
  boolean holds(String packageName) {
    return packageName.equals(name) || packageName.startsWith(name + ".");
  }

  /** The row as a rule about the classes below a base package. */
  ArchRule rule(String base) {
    String[] allowed =
        Stream.of(
                Stream.of(base + "." + name + "..", "java..", "org.jspecify..", ""),
                mayImport.stream().map(room -> base + "." + room + ".."),
                libraries.stream())
            .flatMap(patterns -> patterns)
            .toArray(String[]::new);
    return classes()
        .that()
        .resideInAPackage(base + "." + name + "..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(allowed)
        .because(because)
        .allowEmptyShould(true);
  }
}
