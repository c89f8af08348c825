package dev.podlane.tools;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A program that some tests need and a JDK does not bring. */
public enum Tool {
  /** The shell without windows is the same engine for a quarter less work, where there is one. */
  CHROMIUM("chromium", "chromium-headless-shell", "chromium", "chromium-browser", "google-chrome"),
  /** Without it a browser draws 中文 as boxes. */
  CJK_FONT("cjk-font", "fc-list") {
    @Override
    public Optional<Path> find() {
      return super.find().filter(list -> lists(list, ":lang=zh"));
    }
  },
  NODE("node", "node"),
  NPM("npm", "npm"),
  IP("ip", "ip"),
  BRIDGE("bridge", "bridge"),
  NFT("nft", "nft"),
  CONNTRACK("conntrack", "conntrack"),
  IPTABLES("iptables", "iptables"),
  IPSET("ipset", "ipset"),
  TCPDUMP("tcpdump", "tcpdump"),
  TSHARK("tshark", "tshark"),
  PYTHON("python3", "python3"),
  POSTGRES("postgres", "postgres") {
    @Override
    public Optional<Path> find() {
      return super.find().or(Tool::debianPostgres);
    }
  };

  private static final Duration INSTALL_LIMIT = Duration.ofMinutes(5);

  private final String name;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of
  private final List<String> programs;

  Tool(String name, String... programs) {
    this.name = name;
    this.programs = List.of(programs);
  }

  /**
   * The tool of that name.
   *
   * @throws IllegalArgumentException for a name no tool has
   */
  public static Tool named(String name) {
    return Arrays.stream(values())
        .filter(tool -> tool.name.equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no tool is named " + name));
  }

  /** The tool's program, or nothing when this machine has none. */
  public Optional<Path> find() {
    return programs.stream()
        .flatMap(program -> folders().stream().map(folder -> folder.resolve(program)))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** As {@link #find}, after one attempt to install what is missing. */
  public Optional<Path> findOrInstall() {
    synchronized (Tool.class) {
      if (find().isEmpty()) {
        try {
          Command.run(Path.of(""), INSTALL_LIMIT, List.of("scripts/test-tools.sh", name));
        } catch (IOException e) {
          return Optional.empty();
        }
      }
      return find();
    }
  }

  /** The program's path. A test that {@link NeedsTool} need not ask whether there is one. */
  public Path path() {
    return find().orElseThrow(() -> new IllegalStateException("no " + name + " on this machine"));
  }

  @Override
  public String toString() {
    return name;
  }

  private static List<Path> folders() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Arrays.stream((path + ":/usr/sbin:/sbin").split(":", -1))
        .filter(folder -> !folder.isEmpty())
        .map(Path::of)
        .toList();
  }

  /** Debian keeps each version's server in a folder of its own. */
  private static Optional<Path> debianPostgres() {
    try (Stream<Path> versions = Files.list(Path.of("/usr/lib/postgresql"))) {
      return versions
          .map(version -> version.resolve("bin/postgres"))
          .filter(Files::isExecutable)
          .findFirst();
    } catch (IOException none) {
      return Optional.empty();
    }
  }

  private static boolean lists(Path program, String argument) {
    try {
      return !Command.run(
              Path.of(""), Duration.ofSeconds(30), List.of(program.toString(), argument))
          .output()
          .isBlank();
    } catch (IOException e) {
      return false;
    }
  }
}
