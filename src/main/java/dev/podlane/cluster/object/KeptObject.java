package dev.podlane.cluster.object;

import dev.podlane.document.Place;

/**
 * An object that can change a walk and is not simulated.
 *
 * @param ref its name
 * @param place place in the documents
 */
public record KeptObject(ObjectRef ref, Place place) {}
