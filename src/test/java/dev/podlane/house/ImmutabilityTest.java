package dev.podlane.house;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Results are values: two walks, and two requests, never disturb each other. */
class ImmutabilityTest {
  private static final String BASE = "dev.podlane.";
  private static final JavaClasses MAIN = MainClasses.ALL;
  private static final String[] BELOW_WEB = {
    "dev.podlane.net..",
    "dev.podlane.trace..",
    "dev.podlane.console..",
    "dev.podlane.lab..",
    "dev.podlane.capture..",
    "dev.podlane.document..",
    "dev.podlane.cluster..",
    "dev.podlane.time..",
    "dev.podlane.compile..",
    "dev.podlane.finding..",
    "dev.podlane.notation..",
    "dev.podlane.workspace..",
    "dev.podlane.scenario.."
  };

  /** The engine: in other rooms a reader or allocator that no other room sees may count along. */
  private static final List<String> ALL_FINAL = List.of("net", "trace");

  /**
   * The state that a kernel accumulates as it runs, and one walk's own notes, its budget and its
   * capture; each walk has its own. Rows of a table and entries of a set build their index when it
   * pays, and blocks of a list the set of their keys, which changes no answer, and Wanted counts
   * its branches while it is made. A map caches results about all its things, a network of
   * documents the owner of each address, and PortNumbers counts the ports of one bridge while they
   * are numbered. A reading of rules keeps its position and the packet's marks and counts the ways
   * it supposes, and a Draft holds the fields of a probe's copy.
   */
  private static final Set<String> MAY_CHANGE =
      Set.of(
          "capture.CaptureArchive",
          "capture.CaptureArchive$Tap",
          "trace.memory.Connection",
          "net.route.RouteRows",
          "net.filter.IpSet",
          "net.filter.nft.NamedSet",
          "net.filter.ExpressionReader",
          "net.filter.StatementRunner",
          "net.filter.octet.Machine",
          "net.filter.RuleEvaluator",
          "net.filter.Supposed",
          "net.shared.SharedList$Block",
          "net.shared.SharedMap",
          "net.ns.WrittenIndex",
          "compile.wire.PortNumbers",
          "net.route.RouteIndex$Builder",
          "trace.memory.ConnectionTables",
          "trace.memory.Memory",
          "trace.memory.NeighbourEntry",
          "trace.memory.PeerRate",
          "trace.memory.StandingSockets",
          "trace.memory.Timers",
          "trace.socket.Client",
          "trace.socket.KeptClient",
          "trace.socket.Responder",
          "trace.socket.SegmentOutput",
          "trace.socket.ReceiveQueue",
          "trace.socket.Streams",
          "trace.socket.TcpClient",
          "trace.socket.TcpStream",
          "trace.record.Recorder",
          "trace.kernel.Kernel",
          "trace.link.Loops",
          "trace.kernel.Backlog",
          "trace.record.Budget",
          "trace.memory.FragmentQueue",
          "trace.record.HopBuilder",
          "trace.netfilter.TableReader",
          "trace.Probe$Draft",
          "trace.Sighting$Reading",
          "capture.Capture",
          "workspace.WalkRun",
          "document.tree.Wanted");

  @Test
  void fieldsAreFinal() {
    fields()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(BELOW_WEB)
        .and()
        .areDeclaredInClassesThat(are(describe("values", ImmutabilityTest::isValue)))
        .should()
        .beFinal()
        .because("state is immutable, memory is separate")
        .check(MAIN);
  }

  @Test
  void whatMayChangeIsStillThere() {
    assertThat(MAY_CHANGE).allSatisfy(name -> assertThat(MAIN.contain(BASE + name)).isTrue());
  }

  @Test
  void recordsCopyTheListsAndMapsTheyAreGiven() {
    classes()
        .that()
        .areRecords()
        .and()
        .resideInAnyPackage(BELOW_WEB)
        .and(are(describe("values", ImmutabilityTest::isValue)))
        .should(copyCollections())
        .because("a record that keeps the caller's list changes with it")
        .check(MAIN);
  }

  @Test
  void nothingIteratesDifferentlyPerRun() {
    noClasses()
        .that()
        .resideInAnyPackage(BELOW_WEB)
        .should()
        .callMethodWhere(describe("copies without order", ImmutabilityTest::copiesWithoutOrder))
        .because("order can be seen, and Set.copyOf and Map.copyOf iterate differently per run")
        .check(MAIN);
  }

  @Test
  void namesAreQuestionsAndNothingIsSet() {
    noMethods()
        .that()
        .areDeclaredInClassesThat()
        .resideInAnyPackage(BELOW_WEB)
        .should()
        // Jackson asks for its printer by that name.
        .haveNameMatching("(get|set)(?!PrettyPrinter)[A-Z].*")
        .because("a record is asked by its component's name, and never set")
        .check(MAIN);
  }

  @Test
  void nobodyWritesToStandardStreams() {
    GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(
        MAIN.that(describe("not the command line", c -> !c.getPackageName().endsWith(".cli"))));
  }

  private static boolean isValue(JavaClass type) {
    String name = type.getName().substring(BASE.length());
    boolean mustBe = ALL_FINAL.stream().anyMatch(room -> name.startsWith(room + "."));
    return !MAY_CHANGE.contains(name) && (mustBe || (isPublic(type) && isUsedOutside(type)));
  }

  private static boolean isPublic(JavaClass type) {
    return type.getModifiers().contains(JavaModifier.PUBLIC)
        && type.getEnclosingClass().map(ImmutabilityTest::isPublic).orElse(true);
  }

  /**
   * Returns true if another room uses it; a room's packages must make public the types they share.
   */
  private static boolean isUsedOutside(JavaClass type) {
    return type.getDirectDependenciesToSelf().stream()
        .anyMatch(use -> !room(use.getOriginClass()).equals(room(type)));
  }

  private static String room(JavaClass type) {
    String name = type.getPackageName();
    String below = name.startsWith(BASE) ? name.substring(BASE.length()) : "";
    return Room.all().stream()
        .filter(room -> room.holds(below))
        .map(Room::name)
        .findFirst()
        .orElse("");
  }

  private static boolean copiesWithoutOrder(JavaMethodCall call) {
    return call.getName().equals("copyOf")
        && (call.getTargetOwner().isEquivalentTo(Set.class)
            || call.getTargetOwner().isEquivalentTo(Map.class));
  }

  private static ArchCondition<JavaClass> copyCollections() {
    return new ArchCondition<>("copy the collections they are given") {
      @Override
      public void check(JavaClass record, ConditionEvents events) {
        List<JavaClass> given =
            record.getFields().stream()
                .filter(field -> !field.getModifiers().contains(JavaModifier.STATIC))
                .map(field -> field.getRawType())
                .filter(
                    type -> type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class))
                .filter(type -> !type.getPackageName().equals("org.pcollections"))
                .toList();
        long copies =
            record.getConstructors().stream().mapToLong(ImmutabilityTest::copies).max().orElse(0);
        if (copies < given.size()) {
          events.add(
              SimpleConditionEvent.violated(
                  record,
                  "%s keeps %d collections and copies %d"
                      .formatted(record.getName(), given.size(), copies)));
        }
      }
    };
  }

  private static long copies(JavaCodeUnit constructor) {
    return constructor.getMethodCallsFromSelf().stream()
        .filter(
            call ->
                call.getName().equals("copyOf")
                    || call.getName().startsWith("unmodifiable")
                    || call.getName().equals("toList"))
        .count();
  }
}
