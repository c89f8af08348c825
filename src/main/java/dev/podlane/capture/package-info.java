/**
 * A trace as a file for Wireshark: the recording of a tap on each device. Bytes out, and neither
 * disk nor web.
 */
@NullMarked
package dev.podlane.capture;

import org.jspecify.annotations.NullMarked;
