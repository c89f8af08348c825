package dev.podlane.web.api;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** A test that speaks HTTP to the real server. All such tests share one server and its store. */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT)
abstract class ApiTest extends HttpTest {
  /** The store's directory, for those who look into its file. */
  static final Path DATA = fresh("api-data-");

  @DynamicPropertySource
  static void store(DynamicPropertyRegistry registry) {
    registry.add("podlane.data-dir", DATA::toString);
    // the classes share one store, and each leaves its clusters behind
    registry.add("podlane.store.max-clusters", () -> 400);
    // and all come from one address
    registry.add("podlane.rooms.opened", () -> 1_000);
    registry.add("podlane.rooms.tries", () -> 1_000);
  }

  /** A fresh directory for a server's store. */
  static Path fresh(String prefix) {
    try {
      return Files.createTempDirectory(Files.createDirectories(Path.of("target")), prefix);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
