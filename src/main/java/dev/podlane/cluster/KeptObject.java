package dev.podlane.cluster;

import dev.podlane.document.Place;

/**
 * An object that can change a walk and is not simulated.
 *
 * @param ref its name
 * @param place where it was written
 */
public record KeptObject(ObjectRef ref, Place place) {}
