/** The JSON of the REST interface as records, and how they are made from the model. */
@NullMarked
package dev.podlane.web.api.view;

import org.jspecify.annotations.NullMarked;
