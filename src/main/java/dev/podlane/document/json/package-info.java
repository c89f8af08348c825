/** Reads JSON with Jackson, and objects of Kubernetes faster from their bytes. */
@NullMarked
package dev.podlane.document.json;

import org.jspecify.annotations.NullMarked;
