/** The rooms of classes: who is in them, what happens, and who is told. */
@NullMarked
package dev.podlane.web.rooms;

import org.jspecify.annotations.NullMarked;
