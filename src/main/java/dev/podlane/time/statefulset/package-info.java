/** Decides the pods of a StatefulSet (rules 194 to 202). */
@NullMarked
package dev.podlane.time.statefulset;

import org.jspecify.annotations.NullMarked;
