/** Turns a settled cluster into the network its nodes would have, and keeps what caused what. */
@NullMarked
package dev.podlane.compile;

import org.jspecify.annotations.NullMarked;
