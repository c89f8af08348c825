package dev.podlane.compile.docker;

import dev.podlane.net.ns.Listener;

/**
 * A socket of docker-proxy: it takes connections in a container's place, and makes one of its own
 * to the container for each.
 *
 * @param listener the socket on the host
 * @param port the container's port it connects to
 */
public record Relay(Listener listener, int port) {}
