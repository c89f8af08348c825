/**
 * Turns a settled cluster into the network its nodes would have, and keeps the origin of each
 * element.
 */
@NullMarked
package dev.podlane.compile;

import org.jspecify.annotations.NullMarked;
