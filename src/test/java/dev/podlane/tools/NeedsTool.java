package dev.podlane.tools;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Says which programs a test needs that a JDK does not bring, by the names of {@link Tool}.
 *
 * <p>A missing one is installed when that is possible (root on Debian). Else the test is skipped
 * and says so on standard error; where the environment has {@code PODLANE_REQUIRE_TOOLS=true} it
 * fails instead.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@ExtendWith(NeedsToolCondition.class)
public @interface NeedsTool {
  /** Names as {@link Tool#named} knows them, such as {@code chromium}. */
  String[] value();
}
