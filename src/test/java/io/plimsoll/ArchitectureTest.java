package io.plimsoll;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The house: which package may import which. The table stands in docs/adr/0001 too; change both or neither. */
class ArchitectureTest {
    private static final String ROOT = "io.plimsoll.";
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.plimsoll");

    private static final Map<String, Set<String>> MAY_IMPORT = new LinkedHashMap<>();

    static {
        allow("platform");
        allow("evaluation", "platform");
        allow("ledger", "platform");
        allow("access", "ledger", "platform");
        allow("outbox", "ledger", "platform");
        allow("record", "evaluation", "ledger", "platform");
        allow("signal", "record", "evaluation", "ledger", "platform");
        allow("scenario", "evaluation", "platform");
        allow("sandbox", "scenario", "evaluation", "platform");
        allow("policy", "sandbox", "scenario", "evaluation", "ledger", "platform");
        allow("rollout", "policy", "record", "evaluation", "ledger", "platform");
        allow("review", "rollout", "record", "outbox", "evaluation", "ledger", "platform");
        allow(
                "decision",
                "signal",
                "sandbox",
                "policy",
                "rollout",
                "review",
                "outbox",
                "record",
                "evaluation",
                "ledger",
                "platform");
        allow("replay", "record", "scenario", "policy", "evaluation", "ledger", "platform");
        allow("insight", "record", "review", "outbox", "evaluation", "ledger", "platform");
    }

    /** Leaves of a package: nobody imports them, but for the wire forms of problems, which every resource may name. */
    private static final List<String> LEAVES = List.of("api", "db", "kafka");

    private static void allow(String name, String... others) {
        MAY_IMPORT.put(name, Set.of(others));
    }

    @TestFactory
    Stream<DynamicTest> package_importsOnlyWhatTheTableAllows() {
        return MAY_IMPORT.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    Set<String> forbidden = new TreeSet<>(MAY_IMPORT.keySet());
                    forbidden.add("app");
                    forbidden.removeAll(entry.getValue());
                    forbidden.remove(entry.getKey());
                    noClasses()
                            .that(resideInAPackage(ROOT + entry.getKey() + "..")
                                    .and(not(resideInAPackage(ROOT + entry.getKey() + ".api.."))))
                            .should()
                            .dependOnClassesThat(resideInAnyPackage(packages(forbidden)))
                            .allowEmptyShould(true)
                            .check(CLASSES);
                    forbidden.remove("access");
                    noClasses()
                            .that(resideInAPackage(ROOT + entry.getKey() + ".api.."))
                            .should()
                            .dependOnClassesThat(resideInAnyPackage(packages(forbidden)))
                            .allowEmptyShould(true)
                            .check(CLASSES);
                }));
    }

    @TestFactory
    Stream<DynamicTest> leaf_isImportedByNobody() {
        return MAY_IMPORT.keySet().stream()
                .flatMap(name -> LEAVES.stream().map(leaf -> name + "." + leaf))
                .filter(leaf -> !leaf.equals("platform.api"))
                .map(leaf -> DynamicTest.dynamicTest(leaf, () -> noClasses()
                        .that(not(resideInAPackage(ROOT + leaf + "..")))
                        .should()
                        .dependOnClassesThat(resideInAPackage(ROOT + leaf + ".."))
                        .allowEmptyShould(true)
                        .check(CLASSES)));
    }

    @Test
    void evaluation_usesNothingButTheEngine() {
        classes()
                .that()
                .resideInAPackage(ROOT + "evaluation..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        ROOT + "evaluation..",
                        ROOT + "platform",
                        "java..",
                        "javax.xml..",
                        "com.github.difflib..",
                        "org.kie..",
                        "org.drools..",
                        "org.jspecify.."))
                .check(CLASSES);
    }

    @Test
    void evaluation_readsNoClockAndNoRandomNumber() {
        noClasses()
                .that()
                .resideInAnyPackage(ROOT + "evaluation..", ROOT + "scenario..", ROOT + "replay.dossier..")
                .should()
                .callMethodWhere(com.tngtech.archunit.core.domain.JavaCall.Predicates.target(
                        com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching(
                                "now|currentTimeMillis|nanoTime|random|randomUUID")))
                .orShould()
                .dependOnClassesThat(resideInAnyPackage("java.net..", "java.sql..", "java.nio.file.."))
                .orShould()
                .dependOnClassesThat()
                .haveNameMatching(
                        "java\\.util\\.(Random|concurrent\\.ThreadLocalRandom)|java\\.time\\.Clock|java\\.security\\.SecureRandom")
                .check(CLASSES);
    }

    @Test
    void dossier_isPure() {
        classes()
                .that()
                .resideInAPackage(ROOT + "replay.dossier..")
                .should()
                .onlyDependOnClassesThat(resideInAnyPackage(
                        ROOT + "replay.dossier..",
                        ROOT + "evaluation..",
                        ROOT + "platform",
                        "java..",
                        "org.jspecify.."))
                .check(CLASSES);
    }

    @Test
    void replay_cannotAct() {
        assertThat(MAY_IMPORT.get("replay")).doesNotContain("decision", "outbox", "review");
    }

    @Test
    void package_everyOne_isInTheTableAndNullMarked() {
        Set<String> packages = CLASSES.stream()
                .map(type -> type.getPackageName())
                .filter(name -> name.startsWith(ROOT))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(packages).allSatisfy(name -> {
            String feature = name.substring(ROOT.length()).split("\\.")[0];
            assertThat(feature)
                    .isIn(Stream.concat(MAY_IMPORT.keySet().stream(), Stream.of("app"))
                            .toList());
            assertThat(CLASSES.getPackage(name).isAnnotatedWith(NullMarked.class))
                    .as(name)
                    .isTrue();
        });
    }

    @Test
    void class_everyOne_hasANameThatSaysSomething() {
        noClasses()
                .should()
                .haveNameMatching(".*(Manager|Helper|Util|Utils|Processor|Data|Info|Impl|Phantom)")
                .check(CLASSES);
    }

    private static String[] packages(Set<String> names) {
        return names.stream().map(name -> ROOT + name + "..").toArray(String[]::new);
    }
}
