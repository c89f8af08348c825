package dev.podlane.house;

import static org.assertj.core.api.Assertions.assertThat;

import dev.podlane.tools.Command;
import dev.podlane.tools.NeedsTool;
import dev.podlane.tools.Tool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Runs the frontend's own tests and its type check, so that one command checks all. */
class FrontendTest {
  private static final Path FRONTEND = Path.of("frontend");
  private static final Path TOOLS = Path.of("target", "frontend-tools");
  private static final Duration LIMIT = Duration.ofMinutes(3);

  @Test
  @NeedsTool("node")
  void itsOwnTestsPass() throws IOException {
    List<String> imports;
    try (Stream<Path> files = Files.walk(FRONTEND.resolve("test"))) {
      imports =
          files
              .filter(file -> file.getFileName().toString().endsWith(".test.js"))
              .sorted()
              .map(file -> "import './" + FRONTEND.relativize(file) + "';")
              .toList();
    }
    assertThat(imports).as("test files").hasSizeGreaterThan(2);

    // In one process; node --test would begin one for each file, which takes longer than the tests.
    Command tests =
        Command.run(
            FRONTEND,
            LIMIT,
            List.of(
                Tool.NODE.path().toString(),
                "--input-type=module",
                "--eval",
                String.join("\n", imports)));

    assertThat(tests.exit()).as(tests.output()).isZero();
    assertThat(tests.output()).containsPattern("(?m)^(# |ℹ )pass [1-9]");
  }

  @Test
  @NeedsTool({"node", "npm"})
  void theTypesInItsJsdocHold() throws IOException {
    installTypescript();

    Path tsc = TOOLS.resolve("node_modules/typescript/bin/tsc").toAbsolutePath();
    Command types =
        Command.run(
            FRONTEND,
            LIMIT,
            List.of(Tool.NODE.path().toString(), tsc.toString(), "-p", "tsconfig.json"));

    assertThat(types.exit()).as(types.output()).isZero();
  }

  private static void installTypescript() throws IOException {
    Files.createDirectories(TOOLS);
    for (String file : List.of("package.json", "package-lock.json", ".npmrc")) {
      Files.copy(FRONTEND.resolve(file), TOOLS.resolve(file), StandardCopyOption.REPLACE_EXISTING);
    }
    Command install =
        Command.run(
            TOOLS,
            LIMIT,
            List.of(Tool.NPM.path().toString(), "ci", "--ignore-scripts", "--prefer-offline"));
    assertThat(install.exit()).as(install.output()).isZero();
  }
}
