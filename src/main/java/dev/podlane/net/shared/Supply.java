package dev.podlane.net.shared;

/**
 * Things that are made when somebody comes to one of them by its name, which is its key.
 *
 * @param <V> of the things
 */
public interface Supply<V extends Named> extends KeyedSupply<String, V> {}
