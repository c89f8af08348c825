/**
 * Simulated time: controllers, kubelets and kube-proxies react to events, each after its own delay,
 * and every moment of a cluster can be looked at. A state and a moment give the next state; the
 * same events with the same settings always give the same course.
 */
@NullMarked
package dev.podlane.time;

import org.jspecify.annotations.NullMarked;
