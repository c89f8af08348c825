package dev.podlane.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import org.junit.jupiter.api.Test;

/** Requests reach saved clusters through one class, which asks for their owners. */
class OwnersRuleTest {
  @Test
  void onlyOneClassAndTheRemovalOfExpiredClustersUseTheStore() {
    assertThat(
            MainClasses.ALL.stream()
                .filter(each -> each.getPackageName().startsWith("dev.podlane.web"))
                .filter(each -> !each.getSimpleName().endsWith("Test"))
                .filter(
                    each ->
                        each.getDirectDependenciesFromSelf().stream()
                            .map(dependency -> dependency.getTargetClass().getFullName())
                            .anyMatch("dev.podlane.store.ClusterStore"::equals))
                .map(JavaClass::getSimpleName)
                .distinct()
                .sorted()
                .toList())
        .containsExactly("Expiry", "OwnedStore");
  }
}
