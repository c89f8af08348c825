/** Decides the pods of a ReplicaSet (rules 187 to 193). */
@NullMarked
package dev.podlane.time.replicaset;

import org.jspecify.annotations.NullMarked;
