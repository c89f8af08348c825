/**
 * The API server of a time line: controllers read and write through it, and it wakes the others.
 */
@NullMarked
package dev.podlane.time.server;

import org.jspecify.annotations.NullMarked;
