/** Saved clusters: redacted documents as text in an embedded database file. */
@NullMarked
package dev.podlane.store;

import org.jspecify.annotations.NullMarked;
