package dev.podlane.cli.output;

import dev.podlane.answer.TraceView.OutcomeView;
import dev.podlane.document.Place;
import org.jspecify.annotations.Nullable;

/**
 * A probe that was walked, beside the expectation.
 *
 * @param title the probe in one line
 * @param outcome its result
 * @param expected the expected result in words such as {@code timeout}; null if nothing was
 * @param isAsExpected true if the result is as expected
 * @param asked the place of the expectation; null if it stands in no document
 * @param cause the place of the deciding object; null if it stands in no document
 */
public record Answer(
    String title,
    OutcomeView outcome,
    @Nullable String expected,
    boolean isAsExpected,
    @Nullable Place asked,
    @Nullable Place cause) {}
