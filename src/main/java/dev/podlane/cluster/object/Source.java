package dev.podlane.cluster.object;

import dev.podlane.document.MapValue;
import dev.podlane.document.Place;

/**
 * An object as it was written.
 *
 * @param place place in the documents
 * @param value its tree
 */
public record Source(Place place, MapValue value) {}
