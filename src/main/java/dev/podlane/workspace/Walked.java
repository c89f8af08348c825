package dev.podlane.workspace;

import dev.podlane.trace.Trace;
import org.jspecify.annotations.Nullable;

/**
 * A probe that was sent, and what its names turned out to mean.
 *
 * @param request what was asked
 * @param toNamespace network namespace of the destination; null if nobody, or not just one, has it
 * @param trace everything that came of it
 */
public record Walked(ProbeRequest request, @Nullable String toNamespace, Trace trace) {}
