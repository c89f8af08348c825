/**
 * A trace as a file for Wireshark: what a tap on each device would have recorded. Bytes out, and
 * neither disk nor web.
 */
@NullMarked
package dev.podlane.capture;

import org.jspecify.annotations.NullMarked;
