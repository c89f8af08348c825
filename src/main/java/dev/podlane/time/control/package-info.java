/**
 * The controllers on a time line: each looks at the state when it is due, lets the pure rules
 * decide, and writes what they say to the API server.
 */
@NullMarked
package dev.podlane.time.control;

import org.jspecify.annotations.NullMarked;
