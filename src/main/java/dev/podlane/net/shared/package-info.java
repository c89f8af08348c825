/**
 * Unmodifiable collections that share their unchanged parts with the collections they were made
 * from.
 */
@NullMarked
package dev.podlane.net.shared;

import org.jspecify.annotations.NullMarked;
