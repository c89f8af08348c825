package dev.podlane.cluster.policy.classes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ClassTableTest {
  private static final int NONE = -1;

  @Test
  void classWithoutCellsIsNeverFoundAgain() {
    ClassTable table = new ClassTable();
    int stays = table.add(0, 0);
    table.count(stays, 1, 1);
    int goes = table.add(1_000_000, 0);
    table.count(goes, 1, 1);
    table.count(goes, -1, -1);
    for (int mark = 1; mark < 200; mark++) {
      table.rename(stays, mark, 0);
      assertThat(table.find(mark, 0)).isEqualTo(stays);
      assertThat(table.find(mark - 1, 0)).isEqualTo(NONE);
      assertThat(table.find(1_000_000, 0)).as("after %d names", mark).isEqualTo(NONE);
    }
  }

  @Test
  void classesAreFoundByTheirMarksHoweverManyThereAre() {
    ClassTable table = new ClassTable();
    for (int mark = 0; mark < 1_000; mark++) {
      int number = table.add(mark, ~mark);
      assertThat(table.find(mark, ~mark)).isEqualTo(number);
      table.count(number, 1, 2);
      assertThat(table.used()).isEqualTo(mark + 1);
    }
    for (int mark = 0; mark < 1_000; mark++) {
      assertThat(table.pods(table.find(mark, ~mark))).isEqualTo(2);
    }
  }
}
