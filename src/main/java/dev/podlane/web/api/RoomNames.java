package dev.podlane.web.api;

import dev.podlane.answer.Localizer;

/** Names for members, from a word list: nobody types one. */
final class RoomNames {
  private RoomNames() {}

  /** The name that goes with a number from 1 to 520. */
  static String of(int number, Localizer words) {
    String[] animals = words.say("api.room.animals").split(",", -1);
    String[] colours = words.say("api.room.colours").split(",", -1);
    String animal = animals[(number - 1) % animals.length];
    String colour = colours[(number - 1) / animals.length % colours.length];
    return colour.isEmpty() ? animal : words.say("api.room.named", colour, animal);
  }
}
