package dev.podlane.house;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The imports allowed between rooms. */
class ImportsTest {
  private static final String BASE = "dev.podlane";
  private static final String FIXTURE = "dev.podlane.house.fixture";
  private static final JavaClasses MAIN = MainClasses.ALL;

  static Stream<Room> rooms() {
    return Room.all().stream();
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomImportsOnlyWhatItMay(Room room) {
    room.rule(BASE).check(MAIN);
  }

  @Test
  void everyPackageIsARoom() {
    List<String> strangers =
        MAIN.stream()
            .map(JavaClass::getPackageName)
            .distinct()
            .filter(name -> !name.equals(BASE))
            .filter(name -> rooms().noneMatch(room -> room.holds(below(name))))
            .sorted()
            .toList();

    assertThat(MAIN.size()).isPositive();
    assertThat(strangers).as("packages no rule speaks of").isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "net.addr, net.packet",
    "trace, cluster",
    "cluster, org.springframework",
    "compile.cni, compile.proxy",
    "store, web"
  })
  void aWrongImportIsCaught(String name, String target) {
    JavaClasses fixture = new ClassFileImporter().importPackages(FIXTURE);

    assertThatThrownBy(() -> named(name).rule(FIXTURE).check(fixture))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(named(name).because())
        .hasMessageContaining(target);
  }

  @Test
  void aRightImportIsNot() {
    JavaClasses fixture = new ClassFileImporter().importPackages(FIXTURE);

    assertThat(fixture).isNotEmpty();
    named("net.packet").rule(FIXTURE).check(fixture);
    named("web").rule(FIXTURE).check(fixture);
  }

  private static Room named(String name) {
    return rooms().filter(room -> room.name().equals(name)).findFirst().orElseThrow();
  }

  private static String below(String packageName) {
    return packageName.substring(BASE.length() + 1);
  }
}
