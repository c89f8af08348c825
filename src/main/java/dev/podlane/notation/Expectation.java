package dev.podlane.notation;

import dev.podlane.document.Place;
import dev.podlane.net.addr.Protocol;
import dev.podlane.trace.Outcome;
import org.jspecify.annotations.Nullable;

/**
 * A probe and the result it is expected to have.
 *
 * @param name the document's name; empty if it has none
 * @param from the sender, as in a probe
 * @param to the destination, as in a probe
 * @param protocol null for the usual one: TCP where there is a port or a Service, else ICMP
 * @param port a number or a port's name; null if there is none
 * @param result the expected result
 * @param reason the expected code or reason of the cause, as docs/outcomes.md lists them; null for
 *     any
 * @param place its place in the documents
 */
public record Expectation(
    String name,
    String from,
    String to,
    @Nullable Protocol protocol,
    @Nullable String port,
    Outcome.Result result,
    @Nullable String reason,
    Place place) {}
