/**
 * A real kernel checks what Podlane predicts.
 *
 * <p>Its tests run one after another, as names, devices and queues are those of one machine, but
 * beside all others: most of their time they wait for packets that nobody answers.
 */
@NullMarked
package dev.podlane.kernel;

import org.jspecify.annotations.NullMarked;
