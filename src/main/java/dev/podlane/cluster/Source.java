package dev.podlane.cluster;

import dev.podlane.document.MapValue;
import dev.podlane.document.Place;

/**
 * An object as it was written.
 *
 * @param place where
 * @param value its tree
 */
public record Source(Place place, MapValue value) {}
