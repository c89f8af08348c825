/** The database file: locked, checked, kept small and private, and closed when its disk is full. */
@NullMarked
package dev.podlane.store.file;

import org.jspecify.annotations.NullMarked;
