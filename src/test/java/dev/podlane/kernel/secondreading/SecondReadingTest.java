package dev.podlane.kernel.secondreading;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.kernel.ManyLabs;
import dev.podlane.kernel.Namespaces;
import dev.podlane.tools.Command;
import dev.podlane.tools.NeedsTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Services at random in each form of kube-proxy's rules, written by the compiler and by the second
 * reading, both loaded into the kernel that runs the tests and printed back: chain by chain they
 * are the same, names and comments included, and so does the console. {@code
 * -Dpodlane.lab.readings=} makes it longer.
 */
@NeedsTool({"ip", "iptables", "nft"})
@ResourceLock("kernel")
class SecondReadingTest {
  private static final long DEFAULT_SEED = 31_000;
  private static final int SETS = Integer.getInteger("podlane.lab.readings", 200);
  private static final int AT_ONCE = 10;
  private static final String COMPILED = "kc";
  private static final String READ = "kr";
  private static final int SHOWN = 12;
  private static final Duration LIMIT = Duration.ofMinutes(5);

  /** True if the tools are of the versions whose texts the console shows. */
  private static boolean simulatesTools;

  @TempDir Path folder = Path.of("");
  private final AtomicInteger rules = new AtomicInteger();

  @BeforeAll
  static void namespacesCanBeMade() throws IOException {
    Namespaces.require("SecondReadingTest");
    List<String> versions = List.of("sh", "-c", "iptables --version; nft --version");
    String found = Command.run(Path.of(""), LIMIT, versions).output();
    simulatesTools = found.contains("v1.8.9 (nf_tables)") && found.contains("v1.0.6");
  }

  @Test
  void theKernelPrintsTheSameOfBoth() throws Exception {
    long seed = Long.getLong("podlane.lab.seed", DEFAULT_SEED);
    System.out.printf("second readings: %d from -Dpodlane.lab.seed=%d%n", SETS, seed);
    Form[] forms = Form.values();
    List<String> found =
        ManyLabs.differences(
            (SETS + AT_ONCE - 1) / AT_ONCE * forms.length,
            at -> {
              int before = at / forms.length * AT_ONCE;
              int many = Math.min(AT_ONCE, SETS - before);
              return differences(forms[at % forms.length], seed + before, many);
            });
    System.out.println("second readings: rules and elements compared " + rules);
    assertThat(rules.get()).isGreaterThan(SETS * 100);
    assertThat(found.stream().limit(SHOWN))
        .as("%d sets from seed %d, %d differ", SETS, seed, found.size())
        .isEmpty();
  }

  /** The differences of several sets in one form, loaded in one namespace. */
  private List<String> differences(Form form, long first, int many) throws IOException {
    List<Long> seeds =
        LongStream.range(first, first + many).filter(form::concerns).boxed().toList();
    Path here = Files.createDirectory(folder.resolve(form + "-" + first));
    List<String> files = new ArrayList<>();
    Map<Long, Map<String, List<String>>> texts = new HashMap<>();
    for (long seed : seeds) {
      ServiceSet set = RandomServiceSets.of(seed);
      for (String side : List.of(COMPILED, READ)) {
        String file = side + seed;
        String text = side.equals(READ) ? form.read(set) : form.compiled(set);
        String loadable = form.loadable(text, file);
        Files.writeString(here.resolve(file), loadable);
        if (side.equals(COMPILED)) {
          texts.put(seed, form.canonical(loadable));
        }
        files.add(file);
      }
    }
    Files.writeString(here.resolve("script"), form.script(files));
    String name = "podlane-" + ProcessHandle.current().pid() + "-" + form + first;
    String run = "ip netns add NAME && ip netns exec NAME sh script; ip netns del NAME";
    Command command = Command.run(here, LIMIT, List.of("sh", "-c", run.replace("NAME", name)));
    Map<String, Map<String, List<String>>> printed = form.printed(command.output());
    List<String> found = new ArrayList<>();
    for (long seed : seeds) {
      Map<String, List<String>> compiled = printed.getOrDefault(COMPILED + seed, Map.of());
      Map<String, List<String>> read = printed.getOrDefault(READ + seed, Map.of());
      rules.addAndGet(read.values().stream().mapToInt(List::size).sum());
      if (!compiled.equals(read) || read.isEmpty()) {
        found.add("seed %d, %s%s".formatted(seed, form, shown(compiled, read)));
      } else if (simulatesTools && !read.equals(texts.get(seed))) {
        String differences = shown(texts.getOrDefault(seed, Map.of()), read);
        found.add("seed %d, %s, as the console shows it%s".formatted(seed, form, differences));
      }
    }
    return found;
  }

  /** The chains that differ: lines of the compiler with -, of the reading with +. */
  private static String shown(Map<String, List<String>> compiled, Map<String, List<String>> read) {
    StringBuilder shown = new StringBuilder();
    TreeSet<String> names = new TreeSet<>(compiled.keySet());
    names.addAll(read.keySet());
    for (String name : names) {
      List<String> before = compiled.get(name);
      List<String> after = read.get(name);
      if (before == null || after == null) {
        shown.append("\n  ").append(before == null ? "only read: " : "only compiled: ");
        shown.append(name).append(before == null ? after : before);
      } else if (!before.equals(after)) {
        shown.append("\n  ").append(name);
        List<String> gone = new ArrayList<>(before);
        after.forEach(gone::remove);
        List<String> come = new ArrayList<>(after);
        before.forEach(come::remove);
        boolean isOrder = gone.isEmpty() && come.isEmpty();
        (isOrder ? before : gone).forEach(each -> shown.append("\n    - ").append(each));
        (isOrder ? after : come).forEach(each -> shown.append("\n    + ").append(each));
      }
    }
    return shown.toString();
  }
}
