package dev.podlane.tools;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Skips, or where tools are required fails, a test whose {@link NeedsTool} is not here. */
final class NeedsToolCondition implements ExecutionCondition {
  private static final String REQUIRED = "PODLANE_REQUIRE_TOOLS";

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    List<Tool> missing =
        AnnotationSupport.findAnnotation(context.getElement(), NeedsTool.class).stream()
            .flatMap(needs -> Arrays.stream(needs.value()))
            .map(Tool::named)
            .filter(tool -> tool.findOrInstall().isEmpty())
            .toList();
    ConditionEvaluationResult verdict =
        verdict(context.getDisplayName(), missing, Boolean.parseBoolean(System.getenv(REQUIRED)));
    if (verdict.isDisabled()) {
      // Surefire counts a skipped test but does not print why.
      System.err.println("SKIPPED: " + verdict.getReason().orElseThrow());
    }
    return verdict;
  }

  static ConditionEvaluationResult verdict(String test, List<Tool> missing, boolean required) {
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("all tools are here");
    }
    String reason = "%s needs %s, which this machine does not have".formatted(test, missing);
    if (required) {
      throw new ExtensionConfigurationException(reason + ", and " + REQUIRED + "=true");
    }
    return ConditionEvaluationResult.disabled(reason);
  }
}
