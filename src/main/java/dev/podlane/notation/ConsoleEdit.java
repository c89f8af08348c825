package dev.podlane.notation;

import dev.podlane.document.Place;

/**
 * One command line that documents say, to be given each time they are opened.
 *
 * @param namespace network namespace it is given in
 * @param command as typed
 * @param place place in the documents
 */
public record ConsoleEdit(String namespace, String command, Place place) {}
