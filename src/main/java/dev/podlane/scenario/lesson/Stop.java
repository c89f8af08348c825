package dev.podlane.scenario.lesson;

import org.jspecify.annotations.Nullable;

/**
 * A step of a walk by its meaning; numbers of steps change with the level of detail.
 *
 * @param netns network namespace; null for any
 * @param device null for any
 * @param stage one of {@link Stage}
 * @param flow request, reply, error, redirect, arp or connection; null for any
 * @param nth number of the step among those that fit, from 1
 */
public record Stop(
    @Nullable String netns, @Nullable String device, Stage stage, @Nullable String flow, int nth) {}
