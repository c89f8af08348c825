package dev.podlane.classroom;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A question put to the class.
 *
 * @param number from 1, in the order of asking
 * @param asked its words, or the place of them
 * @param answers choice of each member, by the member's number
 * @param stage its stage
 * @param right number of the true choice once it is revealed; 0 if none is told
 */
public record Question(
    int number, RoomEvent.Asked asked, Map<Integer, Integer> answers, Stage stage, int right) {

  /** The stages of a question, in this order. */
  public enum Stage {
    /** It can be answered. */
    OPEN,
    /** It cannot be answered any more. */
    CLOSED,
    /** The class sees how it was answered. */
    REVEALED,
    /** The class does not see it any more. */
    AWAY
  }

  public Question {
    answers = Collections.unmodifiableMap(new TreeMap<>(answers));
  }

  /** Members who chose each choice, in the order of the choices. */
  public List<Integer> counts() {
    List<Integer> counts = new ArrayList<>(Collections.nCopies(asked.choices(), 0));
    answers.values().forEach(choice -> counts.set(choice - 1, counts.get(choice - 1) + 1));
    return List.copyOf(counts);
  }

  Question answered(int member, int choice) {
    Map<Integer, Integer> more = new TreeMap<>(answers);
    more.put(member, choice);
    return new Question(number, asked, more, stage, right);
  }

  Question at(Stage next) {
    return new Question(number, asked, answers, next, right);
  }

  Question revealed(int choice) {
    return new Question(number, asked, answers, Stage.REVEALED, choice);
  }
}
