package dev.podlane.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Looks at the picture of samples and their probes, in both languages, light and dark, at several
 * sizes and several steps of each walk: no text lies on another, is cut or under 12 pixels, no line
 * crosses a word, the packet stands on none, and machines stay where they were before it was sent.
 *
 * <p>A tenth of all of it is looked at, chosen by {@code podlane.audit.seed}; {@code
 * podlane.audit=whole} looks at everything, as {@code scripts/audit-pictures.sh} does, or at the
 * samples in {@code podlane.audit.samples}, with commas. {@code podlane.audit.cases} narrows that
 * to the cases whose line in the output matches a regular expression, such as {@code names, probe
 * 3,.*1280.720}: to look again at what was mended.
 */
class PictureAuditTest extends BrowserTest {
  private static final List<String> SAMPLES =
      List.of(
          "article",
          "docker-one",
          "docker-two",
          "docker-joined",
          "docker-conflict",
          "docker-conflict-masq",
          "docker0-nodes",
          "pod-pause",
          "vxlan",
          "mtu",
          "twenty-nodes",
          "services",
          "services-nftables",
          "names",
          "pod-networks");

  /** Samples that came later; the choice among the others stays as it was. */
  private static final List<String> LATER = List.of("policies");

  /** Samples with events, most of one probe. */
  private static final List<String> TIMED =
      List.of(
          "rollout",
          "rollout-bare",
          "scale-to-zero",
          "lost-node",
          "drain",
          "canary",
          "canary-weights",
          "kill",
          "stateful-name");

  private static final List<Size> SIZES =
      List.of(new Size(1440, 900), new Size(1280, 720), new Size(2560, 1440));

  /** A phone upright, a small one, one on its side; the last is also a desktop at 200 %. */
  private static final List<Size> SMALL =
      List.of(new Size(390, 844), new Size(360, 640), new Size(844, 390));

  private static final List<ColorScheme> SCHEMES = List.of(ColorScheme.LIGHT, ColorScheme.DARK);

  private static final int MOST_PROBES = 4;
  private static final int ALL_PROBES = 10;
  private static final int STEPS = 6;

  /** So many stops of a time line are between two looks. */
  private static final int EVENTS = 4;

  /** Pictures of a usual run; {@code -Dpodlane.audit=whole} looks at all. */
  private static final int SAMPLE = 8;

  private static final int SMALL_SAMPLE = 2;

  /** The step has changed, unless it was the last; its text has both numbers. */
  private static final String ELSEWHERE =
      """
      (before) => {
        const [step, steps] = before.match(/\\d+/g);
        return step === steps || document.querySelector('#player .where').textContent !== before;
      }\
      """;

  /** Neither the packet nor the picture has moved since the last look. */
  private static final String STILL =
      """
      () => {
        const stage = document.querySelector('#stage');
        const now = JSON.stringify([...stage.querySelectorAll('.token .body, svg.scene text')]
          .map((each) => each.getBoundingClientRect()).map(({ x, y, width }) => [x, y, width]));
        const before = stage.dataset.seen;
        stage.dataset.seen = now;
        return before === now && !stage.hasAttribute('data-moving');
      }\
      """;

  private static final double LOOK_AGAIN_MILLIS = 50;

  /** A window, in CSS pixels. */
  private record Size(int width, int height) {}

  /**
   * A probe to look at.
   *
   * @param schemes the colours in which each of its pictures is looked at
   */
  private record Case(
      String sample, int probe, String language, List<ColorScheme> schemes, Size size) {
    @Override
    public String toString() {
      return "%s, probe %d, %s, %d×%d"
          .formatted(sample, probe + 1, language, size.width(), size.height());
    }
  }

  /** The number of probes of samples that have been opened. */
  private final Map<String, Integer> probesOf = new HashMap<>();

  @Test
  void nothingLiesOnAnythingElse() throws IOException {
    String audit = script();
    List<String> found = new ArrayList<>();
    int looked = 0;
    for (Case one : chosen()) {
      int before = found.size();
      looked += look(one, audit, found);
      System.out.printf("%s: %d pictures so far%n", one, looked);
      found.subList(before, found.size()).forEach(System.out::println);
    }
    assertThat(looked).isGreaterThan(isWhole() ? 0 : 10);
    assertThat(found).isEmpty();
  }

  private static boolean isWhole() {
    return "whole".equals(System.getProperty("podlane.audit"));
  }

  private static List<Case> chosen() {
    if (isWhole()) {
      List<String> samples = new ArrayList<>(SAMPLES);
      samples.addAll(LATER);
      samples.addAll(TIMED);
      String some = System.getProperty("podlane.audit.samples", "");
      samples.removeIf(each -> !some.isEmpty() && !List.of(some.split(",")).contains(each));
      List<Size> sizes = new ArrayList<>(SIZES);
      sizes.addAll(SMALL);
      List<Case> whole = cases(samples, ALL_PROBES, sizes, List.of(SCHEMES));
      String lines = System.getProperty("podlane.audit.cases", "");
      whole.removeIf(each -> !lines.isEmpty() && !each.toString().matches(lines));
      return whole;
    }
    List<List<ColorScheme>> apart = SCHEMES.stream().map(List::of).toList();
    List<Case> usual = cases(SAMPLES, MOST_PROBES, SIZES, apart);
    List<Case> later = cases(LATER, MOST_PROBES, SIZES, apart);
    List<Case> timed = cases(TIMED, 1, SIZES, apart);
    List<Case> small = cases(SAMPLES, MOST_PROBES, SMALL, apart);
    for (List<Case> each : List.of(usual, later, small, timed)) {
      Collections.shuffle(each, random());
    }
    List<Case> chosen = new ArrayList<>(usual.subList(0, SAMPLE));
    chosen.add(later.get(0));
    chosen.add(timed.get(0));
    chosen.addAll(small.subList(0, SMALL_SAMPLE));
    return chosen;
  }

  private static Random random() {
    return new Random(Long.getLong("podlane.audit.seed", 7L));
  }

  private static List<Case> cases(
      List<String> samples, int probes, List<Size> sizes, List<List<ColorScheme>> schemes) {
    List<Case> all = new ArrayList<>();
    for (String sample : samples) {
      for (int probe = 0; probe < probes; probe++) {
        for (String language : List.of("en", "zh")) {
          for (List<ColorScheme> each : schemes) {
            for (Size size : sizes) {
              all.add(new Case(sample, probe, language, each, size));
            }
          }
        }
      }
    }
    return all;
  }

  /** Looks before Send and at some steps; answers at how many pictures. */
  private int look(Case one, String audit, List<String> found) {
    if (probesOf.getOrDefault(one.sample(), ALL_PROBES) <= one.probe()) {
      return 0;
    }
    page.setViewportSize(one.size().width(), one.size().height());
    colour(one.schemes().get(0));
    page.navigate("about:blank");
    open("/#cluster=" + one.sample() + "&lang=" + one.language());
    page.locator("#stage .machine-group").first().waitFor();
    page.waitForFunction(
        "() => document.querySelectorAll('#stage .route, #stage .hook').length > 0"
            + " || document.querySelector('#stage svg.scene').dataset.level !== 'pod'");
    String before = audited(audit, one, "before Send", found);
    if (TIMED.contains(one.sample())) {
      probesOf.put(one.sample(), 1);
      return 1 + lookAtMoments(one, audit, found);
    }
    Locator probes = page.locator("#side ol.try li button");
    probesOf.put(one.sample(), Math.max(1, probes.count())); // without any it is seen at rest
    if (probes.count() <= one.probe()) {
      return 1;
    }
    probes.nth(one.probe()).dispatchEvent("click");
    page.locator("#stage .token").first().waitFor();
    page.keyboard().press("Home");
    int looked = 1;
    for (int step = 1; step <= STEPS; step++) {
      standStill();
      String now = audited(audit, one, "step " + step, found);
      if (step == 1 && SMALL.contains(one.size())) {
        before = now; // who takes part in a probe has the room, from when it is chosen
      } else if (!now.equals(before)) {
        found.add(one + ": machines moved at step " + step);
      }
      looked++;
      String place = page.locator("#player .where").textContent();
      page.keyboard().press(step == STEPS - 1 ? "End" : "PageDown");
      page.waitForFunction(ELSEWHERE, place);
    }
    return looked;
  }

  /** Looks at moments of a time line, from its first to its last; answers at how many. */
  private int lookAtMoments(Case one, String audit, List<String> found) {
    page.locator("#times .scrub").first().waitFor();
    page.locator("#stage").press("Home");
    String first = ""; // not as it was before: pods of all moments have their places since
    for (int moment = 1; moment <= STEPS; moment++) {
      standStill();
      String now = audited(audit, one, "moment " + moment, found);
      first = moment == 1 ? now : first;
      if (!now.equals(first)) {
        found.add(one + ": machines moved at moment " + moment);
      }
      for (int event = 0; event < EVENTS; event++) {
        page.keyboard().press(moment == STEPS - 1 ? "End" : "ArrowRight");
      }
    }
    return STEPS;
  }

  private void standStill() {
    page.evaluate("() => { delete document.querySelector('#stage').dataset.seen; }");
    page.waitForFunction(
        STILL, null, new Page.WaitForFunctionOptions().setPollingInterval(LOOK_AGAIN_MILLIS));
  }

  private void colour(ColorScheme scheme) {
    // Pictures at rest are the same without motion, and the whole would take hours with it.
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setColorScheme(scheme)
            .setReducedMotion(isWhole() ? ReducedMotion.REDUCE : ReducedMotion.NO_PREFERENCE));
  }

  /** Adds what is found, and answers where the machines are. */
  private String audited(String audit, Case one, String step, List<String> found) {
    String machines = "";
    for (ColorScheme scheme : one.schemes()) {
      colour(scheme);
      Map<?, ?> answer = (Map<?, ?>) Objects.requireNonNull(page.evaluate(audit));
      for (Object finding : (List<?>) Objects.requireNonNull(answer.get("found"))) {
        found.add("%s, %s, %s: %s".formatted(one, scheme, step, finding));
        screenshot("found-" + found.size());
      }
      machines = String.valueOf(answer.get("machines"));
    }
    return machines;
  }

  private static String script() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(PictureAuditTest.class.getResourceAsStream("/page/audit.js"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
