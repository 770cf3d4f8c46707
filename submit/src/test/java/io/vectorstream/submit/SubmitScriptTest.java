package io.vectorstream.submit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What scripts/submit asks of spark-submit; one that prints its arguments stands in for it. */
final class SubmitScriptTest {

  @TempDir Path folder;
  private Path jar;

  private final ServerSocket listening = listen();

  private static ServerSocket listen() {
    try {
      return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @AfterEach
  void close() throws IOException {
    listening.close();
  }

  /** A standalone master, as far as the script looks. */
  private String master() {
    return "spark://127.0.0.1:" + listening.getLocalPort();
  }

  @BeforeEach
  void installSpark() throws IOException {
    jar = Files.createFile(folder.resolve("some.jar"));
    program("bin/spark-submit", "#!/bin/sh\nfor word; do echo \"$word\"; done\n");
  }

  private void program(String name, String text) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private ScriptOutcome submit(String... words) throws Exception {
    List<String> command = new ArrayList<>(List.of(Repository.script("submit").toString()));
    command.addAll(List.of(words));
    return outcomeOf(command);
  }

  private ScriptOutcome outcomeOf(List<String> command) throws Exception {
    return outcomeOf(command, Map.of());
  }

  private ScriptOutcome outcomeOf(List<String> command, Map<String, String> environment)
      throws Exception {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    builder.environment().put("SPARK_HOME", folder.toString());
    builder.environment().put("LC_ALL", "C");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new ScriptOutcome(process.waitFor(), output.lines().toList());
  }

  private ScriptOutcome submitWith(String setting, String value, String master) throws Exception {
    return outcomeOf(
        List.of(
            "/bin/bash",
            Repository.script("submit").toString(),
            "--master",
            master,
            "--jar",
            jar.toString()),
        Map.of(setting, value));
  }

  private ScriptOutcome submitTo(String master, String... words) throws Exception {
    List<String> all = new ArrayList<>(List.of("--master", master, "--jar", jar.toString()));
    all.addAll(List.of(words));
    return submit(all.toArray(String[]::new));
  }

  @Test
  void theApplicationsOptionsFollowTheJarAsTheyAre() throws Exception {
    ScriptOutcome outcome =
        submitTo("local[2]", "--verbose", "--", "--topic=a b", "--collection=*", "--", "--noHttp");

    assertThat(outcome.exitCode()).isZero();
    assertThat(outcome.after("--master")).containsExactly("local[2]");
    assertThat(outcome.after("--class")).containsExactly("io.vectorstream.pipeline.VectorStream");
    assertThat(outcome.lines()).contains("--verbose");
    assertThat(
            outcome
                .lines()
                .subList(outcome.lines().indexOf(jar.toString()) + 1, outcome.lines().size()))
        .containsExactly("--topic=a b", "--collection=*", "--", "--noHttp");
  }

  @Test
  void anOptionMayHaveAnyLettersInAnyLocale() throws Exception {
    // The JVM of this test could not pass them on.
    String shell =
        "exec \"$0\" --master local --jar \"$1\" -- \"$(printf '\\303\\234r\\303\\274n')\"";

    ScriptOutcome outcome =
        outcomeOf(
            List.of("bash", "-c", shell, Repository.script("submit").toString(), jar.toString()));

    assertThat(outcome.lines()).last().isEqualTo("Ürün");
  }

  @Test
  void aStandaloneClusterIsAskedForCores() throws Exception {
    ScriptOutcome outcome = submitTo(master(), "--executors", "3", "--executor-cores", "2", "--");

    assertThat(outcome.after("--executor-cores")).contains("2").doesNotContain("1");
    assertThat(outcome.after("--total-executor-cores")).containsExactly("6");
    assertThat(outcome.lines()).doesNotContain("spark.executor.instances=3");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yarn", "k8s://https://host:6443"})
  void othersAreAskedForExecutors(String master) throws Exception {
    ScriptOutcome outcome = submitTo(master, "--deploy-mode", "cluster", "--executors", "3");

    assertThat(outcome.after("--conf"))
        .contains("spark.executor.instances=3", "spark.scheduler.minRegisteredResourcesRatio=1.0");
    assertThat(outcome.after("--deploy-mode")).containsExactly("cluster");
    assertThat(outcome.after("--conf"))
        .anyMatch(setting -> setting.matches("spark\\.(yarn|kubernetes)\\..*LC_ALL=C.UTF-8"));
  }

  @Test
  void aSettingOfTheUsersComesBehindOurs() throws Exception {
    ScriptOutcome outcome =
        submitTo("yarn", "--conf", "spark.executor.memoryOverhead=3g", "--driver-memory", "2g");

    assertThat(outcome.after("--conf"))
        .containsSubsequence(
            "spark.executor.memoryOverhead=1g", "spark.executor.memoryOverhead=3g");
    assertThat(outcome.after("--driver-memory")).containsExactly("2g");
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 0.5", "3, 0.3333", "4, 0.25", "7, 0.1428", "32, 0.0312"})
  void everyCoreOfAnExecutorHasAShareOfItsCards(String cores, String share) throws Exception {
    ScriptOutcome outcome = submitTo(master(), "--gpus", "1", "--executor-cores", cores, "--");

    assertThat(outcome.after("--conf"))
        .contains(
            "spark.executor.resource.gpu.amount=1", "spark.task.resource.gpu.amount=" + share);
    assertThat((int) (1 / Double.parseDouble(share)))
        .isGreaterThanOrEqualTo(Integer.parseInt(cores));
  }

  @Test
  void yarnIsGivenTheScriptThatFindsCardsBesideOtherFiles() throws Exception {
    ScriptOutcome outcome =
        submitTo("yarn", "--gpus", "2", "--executor-cores", "4", "--files", "kafka.properties");

    assertThat(outcome.after("--files"))
        .containsExactly("kafka.properties," + Repository.script("lib/find-gpus"));
    assertThat(outcome.after("--conf"))
        .contains("spark.executor.resource.gpu.discoveryScript=./find-gpus");
  }

  @Test
  void kubernetesFindsTheScriptInItsImage() throws Exception {
    ScriptOutcome outcome =
        submitTo(
            "k8s://https://host:6443",
            "--gpus",
            "1",
            "--executor-cores",
            "1",
            "--gpu-script",
            "/f");

    assertThat(outcome.after("--conf"))
        .contains(
            "spark.executor.resource.gpu.vendor=nvidia.com",
            "spark.executor.resource.gpu.discoveryScript=/f");
  }

  @Test
  void aJarMayBeInTheImage() throws Exception {
    ScriptOutcome outcome =
        submit("--master", "k8s://https://host", "--jar", "local:///opt/some.jar");

    assertThat(outcome.lines()).last().isEqualTo("local:///opt/some.jar");
  }

  @Test
  void mistakesAreToldInOneSentence() throws Exception {
    assertThatIsRefused(submit("--jar", jar.toString()), "--master is missing");
    assertThatIsRefused(submit("--master"), "--master wants a value");
    assertThatIsRefused(submit("--master", "--", "--noHttp"), "--master wants a value");
    assertThatIsRefused(
        submitTo("yarn", "--executors", "none"), "--executors wants a whole number");
    assertThatIsRefused(submitTo("yarn", "--executor-cores", "0"), "wants a whole number from 1");
    assertThatIsRefused(submitTo("yarn", "--gpus", "1"), "--gpus wants --executor-cores");
    assertThatIsRefused(
        submitTo("k8s://https://host", "--gpus", "1", "--executor-cores", "1"), "--gpu-script");
    assertThatIsRefused(
        submit("--master", "yarn", "--jar", folder + "/none.jar"), "build it: mvn -q -Psubmit");
  }

  @Test
  void oneOfSeveralMastersHasToAnswer() throws Exception {
    String nobody = "127.0.0.1:1";

    assertThat(submitTo("spark://" + nobody + "," + master().substring(8)).exitCode()).isZero();
    assertThatIsRefused(
        submitTo("spark://" + nobody), "no master of Spark answers at spark://" + nobody);
    assertThatIsRefused(
        submitTo("spark://no-such-host.invalid:7077"), "no master of Spark answers");
    assertThatIsRefused(submitTo("spark://"), "no master of Spark answers");
  }

  @Test
  void aMasterMayHaveAnAddressOfVersionSix() throws Exception {
    try (ServerSocket six = new ServerSocket()) {
      six.bind(new InetSocketAddress("::1", 0));
      assertThat(submitTo("spark://[::1]:" + six.getLocalPort()).exitCode()).isZero();
    } catch (SocketException e) {
      abort("this machine has no such address");
    }
  }

  @Test
  void whereItCannotBeAskedForATimeTheMasterIsNotAsked() throws Exception {
    for (String tool : List.of("bash", "dirname", "sed")) {
      Path path = Files.createDirectories(folder.resolve("path")).resolve(tool);
      Files.createSymbolicLink(path, Path.of("/bin", tool).toRealPath());
    }
    program("path/java", "#!/bin/bash\n");

    ScriptOutcome outcome =
        submitWith("PATH", folder.resolve("path").toString(), "spark://127.0.0.1:1");

    assertThat(outcome.lines()).last().isEqualTo(jar.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"openjdk version \\\"11.0.2\\\" 2019", "java version \\\"1.8.0_392\\\""})
  void anOlderJavaIsRefused(String version) throws Exception {
    program("java/bin/java", "#!/bin/sh\necho \"" + version + "\" >&2\n");

    assertThatIsRefused(
        submitWith("JAVA_HOME", folder.resolve("java").toString(), "yarn"),
        "Java 17 or later, and Spark finds an older one here");
  }

  @Test
  void theJavaThatSparkIsSetToUseCounts() throws Exception {
    program("java/bin/java", "#!/bin/sh\necho \"java version \\\"21.0.1\\\"\" >&2\n");
    program("bin/load-spark-env.sh", "export JAVA_HOME=" + folder.resolve("java") + "\n");

    assertThat(submitWith("JAVA_HOME", "/none", "yarn").exitCode()).isZero();
  }

  @Test
  void anotherSparkIsRefused() throws Exception {
    Files.createDirectories(folder.resolve("jars"));
    Path old = Files.createFile(folder.resolve("jars/spark-core_2.12-3.5.0.jar"));
    assertThat(submitTo("yarn").exitCode()).isZero();
    Files.delete(old);
    Files.createFile(folder.resolve("jars/spark-core_2.13-3.5.7.jar"));

    assertThatIsRefused(submitTo("yarn"), "SPARK_HOME has spark-core_2.13-3.5.7.jar");
  }

  @Test
  void aFolderWithoutSparkIsRefused() throws Exception {
    Files.delete(folder.resolve("bin/spark-submit"));

    assertThatIsRefused(submitTo("yarn"), "there is no bin/spark-submit in it");
  }

  private static void assertThatIsRefused(ScriptOutcome outcome, String sentence) {
    assertThat(outcome.exitCode()).as(outcome.toString()).isEqualTo(2);
    assertThat(outcome.lines())
        .singleElement()
        .asString()
        .startsWith("scripts/submit: ")
        .contains(sentence);
  }
}
