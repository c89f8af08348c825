package dev.podlane.workspace;

import org.jspecify.annotations.Nullable;

/**
 * The two ends of a probe.
 *
 * @param namespace network namespace of the sender
 * @param address address that it sends to
 * @param missing code of the fact without which it cannot; null if it can
 */
public record Ends(String namespace, String address, @Nullable String missing) {}
