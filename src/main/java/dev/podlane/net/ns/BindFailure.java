package dev.podlane.net.ns;

/**
 * A socket that could not be bound.
 *
 * @param wanted socket that could not be bound
 * @param errno EADDRINUSE (an overlapping socket is there) or EADDRNOTAVAIL (foreign address)
 */
public record BindFailure(Listener wanted, String errno) {}
