package dev.podlane.time.event;

import dev.podlane.time.state.Settings;
import dev.podlane.time.template.StopBehaviour;
import dev.podlane.time.template.TemplateReader;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A setting of the time line with another value.
 *
 * @param name name of the setting, as {@link Settings} has it
 * @param value a duration such as {@code 250ms} or {@code 5s}, a whole number for {@code seed} and
 *     {@code proxyBurst}, a word for {@code onStop}, or the names of images for {@code
 *     missingImages}
 */
public record SettingChange(String name, String value) {
  /** The longest duration, in milliseconds: a day. */
  private static final long LONGEST = 86_400_000;

  private static final String IMAGES = "missingImages";

  /** A change; empty if there is no such setting, or it cannot have that value. */
  public static Optional<SettingChange> of(String name, String value) {
    SettingChange change = new SettingChange(name, value);
    return change.isGood() ? Optional.of(change) : Optional.empty();
  }

  /** The names of all settings. */
  public static List<String> names() {
    return List.of(
        "seed",
        "watch",
        "sandbox",
        "containerStart",
        "appStart",
        "appStop",
        "onStop",
        "teardown",
        "report",
        "proxyMinSync",
        "proxySync",
        "proxyBurst",
        "monitorPeriod",
        "monitorGrace",
        "leaseRenewal",
        "gcPeriod",
        "gcQuarantine",
        "drainRetry",
        "jobRun",
        IMAGES);
  }

  private boolean isGood() {
    return switch (name) {
      case "seed" -> value.matches("[0-9]{1,9}");
      case "proxyBurst" -> value.matches("[1-9][0-9]?");
      case "onStop" -> StopBehaviour.of(value).isPresent();
      case IMAGES -> value.length() <= 1_000;
      case "monitorPeriod", "leaseRenewal", "gcPeriod", "drainRetry" -> millis() >= 100;
      default -> names().contains(name) && millis() >= 0;
    };
  }

  /** The value in milliseconds; -1 if it is no duration, or a longer one than a day. */
  private long millis() {
    OptionalLong millis = TemplateReader.millis(value);
    return millis.isPresent() && millis.getAsLong() <= LONGEST ? millis.getAsLong() : -1;
  }

  /** Settings with this change. */
  public Settings in(Settings now) {
    return new Settings(
        name.equals("seed") ? Long.parseLong(value) : now.seed(),
        or("watch", now.watch()),
        or("sandbox", now.sandbox()),
        or("containerStart", now.containerStart()),
        or("appStart", now.appStart()),
        or("appStop", now.appStop()),
        name.equals("onStop") ? StopBehaviour.of(value).orElse(now.onStop()) : now.onStop(),
        or("teardown", now.teardown()),
        or("report", now.report()),
        or("proxyMinSync", now.proxyMinSync()),
        or("proxySync", now.proxySync()),
        name.equals("proxyBurst") ? Integer.parseInt(value) : now.proxyBurst(),
        or("monitorPeriod", now.monitorPeriod()),
        or("monitorGrace", now.monitorGrace()),
        or("leaseRenewal", now.leaseRenewal()),
        or("gcPeriod", now.gcPeriod()),
        or("gcQuarantine", now.gcQuarantine()),
        or("drainRetry", now.drainRetry()),
        or("jobRun", now.jobRun()),
        name.equals(IMAGES) ? value.strip().replaceAll("[\\s,]+", " ") : now.missingImages());
  }

  private long or(String setting, long now) {
    return name.equals(setting) ? millis() : now;
  }
}
