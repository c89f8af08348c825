package dev.podlane.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The owners of all packed components are named, and the list does not go stale. */
class LicencesTest {
  /** Groups that only tests use: nothing of them is packed. */
  private static final List<String> TESTS_ONLY =
      List.of(
          "com.deque.html.axe-core",
          "com.google.code.gson",
          "com.jayway.jsonpath",
          "com.microsoft.playwright",
          "com.networknt",
          "com.tngtech.archunit",
          "com.vaadin.external.google",
          "net.bytebuddy",
          "net.minidev",
          "org.apiguardian",
          "org.assertj",
          "org.awaitility",
          "org.hamcrest",
          "org.java-websocket",
          "org.junit",
          "org.junit.jupiter",
          "org.junit.platform",
          "org.mockito",
          "org.objenesis",
          "org.opentest4j",
          "org.ow2.asm",
          "org.skyscreamer",
          "org.xmlunit");

  private final Licences licences = Licences.read();

  @Test
  void everyJarOfTheProgramIsListed() {
    List<Path> jars = jars();
    assertThat(jars).hasSizeGreaterThan(50);

    assertThat(jars)
        .as(
            "jars that components.tsv does not name; add each with its licence, or tell"
                + " LicencesTest that only tests use it")
        .filteredOn(jar -> licences.components().stream().noneMatch(each -> isOf(jar, each)))
        .filteredOn(jar -> TESTS_ONLY.stream().noneMatch(group -> isOfGroup(jar, group)))
        .isEmpty();
  }

  @Test
  void nothingIsListedThatIsGone() {
    List<Path> jars = jars();

    assertThat(licences.components())
        .allSatisfy(each -> assertThat(jars).as(each.name()).anyMatch(jar -> isOf(jar, each)));
  }

  @Test
  void everyLicenceIsThereInFull() {
    assertThat(licences.components())
        .allSatisfy(
            each -> assertThat(licences.texts().get(each.licence())).hasSizeGreaterThan(500));
  }

  @Test
  void theProjectsOwnLicenceIsThatOfThePage() throws IOException {
    assertThat(Files.readString(Path.of("LICENSE")))
        .contains("Apache License", "Version 2.0, January 2004")
        .isEqualTo(licences.texts().get(Licences.OWN));
    assertThat(Files.readString(Path.of("pom.xml"))).contains("<name>Apache-2.0</name>");
    assertThat(Path.of("NOTICE")).content().contains("/licenses");
  }

  private static List<Path> jars() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(path -> path.endsWith(".jar"))
        .filter(path -> !path.contains("console-standalone") && !path.contains("surefire"))
        .map(Path::of)
        .collect(Collectors.toList());
  }

  private static boolean isOf(Path jar, Licences.Component component) {
    boolean named =
        component.artifact().equals("*") || above(jar, 2).endsWith(component.artifact());
    return named && isOfGroup(jar, component.group());
  }

  /** A repository keeps a jar under its group, artifact and version. */
  private static boolean isOfGroup(Path jar, String group) {
    return above(jar, 3).endsWith(group.replace('.', '/'));
  }

  private static Path above(Path jar, int levels) {
    Path folder = jar;
    for (int i = 0; i < levels; i++) {
      folder = Objects.requireNonNull(folder.getParent());
    }
    return folder;
  }
}
