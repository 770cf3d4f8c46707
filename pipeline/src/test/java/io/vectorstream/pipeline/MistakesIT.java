package io.vectorstream.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.qdrant.client.grpc.Collections.Distance;
import io.qdrant.client.grpc.Collections.VectorParams;
import io.vectorstream.local.kafka.EmbeddedKafka;
import io.vectorstream.pipeline.kafka.Acls;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user gets wrong is answered with one sentence and exit code 2. */
final class MistakesIT {

  @TempDir Path folder;

  @Test
  void optionsThatMakeNoSense() {
    says("There is no option --embeddingBatchSizes. Did you mean", "--embeddingBatchSizes=3");
    says("--embeddingBatchSize has to be at least 1, it is 0", "--embeddingBatchSize=0");
    says("--writeBatchSize has to be at least 1, it is -2", "--writeBatchSize=-2");
    says("--maxBatchDelay has to be at least 1, it is 0", "--maxBatchDelay=0");
    says("--maxLength has to be at least 3, it is 2", "--maxLength=2");
    says("--normalize=maybe is not understood: true or false is wanted", "--normalize=maybe");
    says(
        "--pooling: a pooling is one of [mean, cls, max, mean_sqrt_len, last_token], not \"median\"",
        "--pooling=median");
    says("--maxEvents has to be at least 0, it is -1", "--maxEvents=-1");
    says("--demoProducts has to be at most 500000, it is 500001", "--demoProducts=500001");
    says("--topic has to be a name, it is blank", "--topic= ");
    says("--topic: a topic's name has 1 to 249 ASCII letters, digits, ", "--topic=a b");
    says("underscores and hyphens, it is \"\"", "--topic=orders,,views");
    says("underscores and hyphens, it is \"ürün\"", "--topic=orders,ürün");
    says("underscores and hyphens, it is \"..\"", "--deadLetterTopic=..");
    says("--topic: a topic is named twice in \"a,b,a\"", "--topic=a,b,a");
    says(
        "--deadLetterTopic: dead letters of a would go to b, which is read itself",
        "--topic=a,b",
        "--deadLetterTopic=b");
    says(
        "--startFrom has to be \"committed\", \"earliest\", \"latest\" or a time such as 2026-01-31T09:30:00Z,"
            + " it is \"yesterday\"",
        "--startFrom=yesterday");
    says("--device: a device is auto, cpu, gpu or gpu:N, not \"tpu\"", "--device=tpu");
    says("--textFields: text fields are names separated by commas", "--textFields=a,,b");
    says("--mapping: there is no file none.yaml", "--mapping=none.yaml");
    says("--demoFile: there is no file none.jsonl", "--demoFile=none.jsonl");
    says(
        "--demoFile has to be a file that can be read twice, not a pipe or a folder, it is "
            + folder,
        "--demoFile=" + folder);
    says(
        "--demoFile is for the embedded Kafka, and --bootstrapServers names another one",
        "--demoFile=none.jsonl",
        "--bootstrapServers=kafka:9092");
    says("--mapping has to be a name, it is blank", "--mapping= ");
    says("--qdrantUrl: Qdrant's address has to look like", "--qdrantUrl=localhost:6334");
    says("--qdrantTimeout has to be at least 1, it is 0", "--qdrantTimeout=0");
    says("--qdrantMaxOutage has to be at least 0, it is -1", "--qdrantMaxOutage=-1");
    says("--tombstones: it has to be deadletter or delete, it is \"keep\"", "--tombstones=keep");
    says(
        "--versionField: the version's field has to be a name, or names with dots between them, it"
            + " is \" \"",
        "--versionField= ");
    says(
        "--embeddingBatchSize=many is not understood: a whole number is wanted",
        "--embeddingBatchSize=many");
    says("--writeBatchSize=1.5 is not understood", "--writeBatchSize=1.5");
    says("There is no option --batchSize. The options are listed by --help.", "--batchSize=3");
    says(
        "--embeddingBatchSize=many is not understood", "--topic=many", "--embeddingBatchSize=many");
    says("--runner has to be SparkRunner or DirectRunner, it is \"Sparkler\"", "--runner=Sparkler");
  }

  @Test
  void optionsThatAreNotWrittenAsTheyHaveToBe() {
    says(
        "--embeddingBatchSize is given more than once: --embeddingBatchSize=3, --embeddingBatchSize=4",
        "--embeddingBatchSize=3",
        "--topic=a",
        "--embeddingBatchSize=4");
    says("--topic is given more than once: --topic=a, --topic=a", "--topic=a", "--topic=a");
    says(
        "--runner is given more than once: --runner=SparkRunner, --runner=DirectRunner",
        "--runner=SparkRunner",
        "--runner=DirectRunner");
    says(
        "--normalize is given more than once: --normalize, --normalize=false",
        "--normalize",
        "--normalize=false");
    for (String without : List.of("--embeddingBatchSize", "--embeddingBatchSize=")) {
      says("--embeddingBatchSize is given without a value: a whole number is wanted", without);
    }
    says("--normalize is given without a value: true or false is wanted", "--normalize=");
    says("--topic is given without a value: --topic=VALUE is wanted", "--topic", "orders");
    says("\"orders\" is no option: each is given as --option=value", "orders");
    says(
        "\"-embeddingBatchSize=3\" is no option: each is given as --option=value",
        "-embeddingBatchSize=3");
    says("\"--=3\" is no option: each is given as --option=value", "--=3");
    says(
        "There is no option --EmbeddingBatchSize. Did you mean 'embeddingBatchSize'?",
        "--EmbeddingBatchSize=3");
  }

  @Test
  void collectionsThatCannotBe() {
    says("--collection: a collection's name cannot contain \"/\"", "--collection=a/b");
    says(
        "--createCollection: a collection is created ifNeeded, never or recreate, not \"always\"",
        "--createCollection=always");
    says(
        "--payloadIndexes: indexes are \"default\", \"none\", or field:type separated by commas, the"
            + " type being one of [keyword, integer, float, datetime, bool, uuid, text, geo], not"
            + " \"price\"",
        "--payloadIndexes=user:keyword,price");
    says("--payloadIndexes: indexes are", "--payloadIndexes=price:number");
    says("--payloadIndexes: indexes are", "--payloadIndexes=:text");
    says(
        "--payloadIndexes: the field \"a\" has two payload indexes",
        "--payloadIndexes=a:text,a:keyword");
    says(
        "--quantization: a quantization is none, scalar or binary, not \"product\"",
        "--quantization=product");
    says("--hnswM: HNSW m has to be at least 0, it is -1", "--hnswM=-1");
    says(
        "--hnswEfConstruct: HNSW ef_construct has to be at least 4, it is 1",
        "--hnswEfConstruct=1");
    says("--shardNumber: shard number has to be at least 1, it is 0", "--shardNumber=0");
    says(
        "--replicationFactor: replication factor has to be at least 1, it is 0",
        "--replicationFactor=0");
    says(
        "--writeConsistencyFactor: write consistency factor has to be at least 1, it is 0",
        "--writeConsistencyFactor=0");
  }

  @Test
  void secretsAndCertificatesThatAreNotThere() throws Exception {
    String http = "--qdrantUrl=http://127.0.0.1:1";
    Path missing = folder.resolve("missing");
    Path empty = Files.createFile(folder.resolve("empty"));
    says(
        "--qdrantApiKeyFile and --qdrantApiKeyEnv are both given: one API key is wanted",
        "--qdrantApiKeyFile=" + empty,
        "--qdrantApiKeyEnv=KEY");
    says(
        "--qdrantApiKeyFile: The Qdrant API key cannot be read from the file " + missing,
        http,
        "--qdrantApiKeyFile=" + missing);
    says(
        "--qdrantApiKeyEnv: The Qdrant API key's environment variable NOT_SET_HERE is not set",
        http,
        "--qdrantApiKeyEnv=NOT_SET_HERE");
    says(
        "--qdrantCaFile: a CA file takes a --qdrantUrl with https://, it is embedded",
        "--qdrantCaFile=" + empty);
    says(
        "--qdrantCaFile: a CA file takes an address with https://, it is http://127.0.0.1:1",
        http,
        "--qdrantCaFile=" + empty);
    says(
        "--qdrantCaFile: The CA file " + empty + " does not hold certificates in PEM form",
        "--qdrantUrl=https://127.0.0.1:1",
        "--qdrantCaFile=" + empty);
  }

  @Test
  void placesThatCannotBeWritten() {
    says("--report: /no/such/folder/r.json is not in a folder", "--report=/no/such/folder/r.json");
    says("--dataDir", "--dataDir=/proc/none");
    says("--report has to be a name, it is blank", "--report=");
    says("--dataDir has to be a name, it is blank", "--dataDir= ");
    // What no file can be named: here by a character that none takes, elsewhere for want of one.
    says("--report: Nul character not allowed", "--report=/tmp/a\0b.json");
    says("--dataDir: Nul character not allowed", "--dataDir=a\0b");
    says("--model: The model file:/a\0b is not available: Nul", "--model=file:/a\0b");
    says(
        "--qdrantApiKeyFile: The Qdrant API key cannot be read from the file a\0b",
        "--qdrantUrl=http://127.0.0.1:1",
        "--qdrantApiKeyFile=a\0b");
    says(
        "--qdrantCaFile: The CA file a\0b cannot be read",
        "--qdrantUrl=https://127.0.0.1:1",
        "--qdrantCaFile=a\0b");
  }

  @Test
  void modelsThatAreNotThere() {
    says("--model: There is no model \"builtin:unknown\"", "--model=builtin:unknown");
    Path missing = folder.resolve("missing");
    says(
        "--model: The model file:"
            + missing
            + " is not available: there is no file or folder "
            + missing,
        "--model=file:" + missing);
    says(
        "--model: The model file:" + folder + " has no tokenizer.json in " + folder,
        "--model=file:" + folder);
    says(
        "--model: The model s3://bucket/mine is not available: that takes DJL's extension"
            + " ai.djl.aws:aws-ai on the class path",
        "--model=s3://bucket/mine");
  }

  @Test
  void settingsThatTheModelDoesNotTake() {
    says("A maximum length of 513 tokens is not between 1 and the 512", "--maxLength=513");
    says("makes one vector of a text by itself: no other pooling", "--pooling=max");
  }

  @Test
  void aDeviceThatIsNotThere() {
    says("--device: There is no gpu:99 for this worker: PyTorch sees ", "--device=gpu:99");
  }

  @Test
  void servicesThatAreNotThere() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    says(
        "--qdrantUrl: Qdrant cannot be reached at http://127.0.0.1:" + free,
        "--qdrantUrl=http://127.0.0.1:" + free);
    says("Kafka cannot be reached at 127.0.0.1:" + free, "--bootstrapServers=127.0.0.1:" + free);
    // Begun side by side, and told in order.
    says(
        "--model: There is no model \"builtin:unknown\"",
        "--model=builtin:unknown",
        "--qdrantUrl=http://127.0.0.1:" + free,
        "--bootstrapServers=127.0.0.1:" + free);
    says(
        "--qdrantUrl: Qdrant cannot be reached at http://127.0.0.1:" + free,
        "--qdrantUrl=http://127.0.0.1:" + free,
        "--bootstrapServers=127.0.0.1:" + free);
    says("--bootstrapServers has to be host:port", "--bootstrapServers=localhost");
  }

  @Test
  void mastersOfSparkThatCannotBeUsed() throws Exception {
    int free;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    String closed = "spark://127.0.0.1:" + free;
    says(
        "--sparkMaster: no master of Spark answers at \"" + closed + "\"",
        "--runner=SparkRunner",
        "--sparkMaster=" + closed,
        "--demoEvents=1");
    says(
        "--sparkMaster: Could not parse Master URL: 'local[x]'",
        "--runner=SparkRunner",
        "--sparkMaster=local[x]",
        "--demoEvents=1");
  }

  @Test
  void theRestPortInsteadOfTheGrpcPort() throws Exception {
    HttpServer rest =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    rest.start();
    says(
        "is not Qdrant's gRPC port: give that one, 6334 by default (6333 is the REST port)",
        "--qdrantUrl=http://127.0.0.1:" + rest.getAddress().getPort());
    rest.stop(0);
  }

  @Test
  void whatAnAclForbids() throws Exception {
    try (EmbeddedKafka kafka = EmbeddedKafka.start(folder, 0, Acls.BROKER);
        Admin admin =
            Admin.create(
                Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka.bootstrapServers()))) {
      kafka.createTopic("secret", 1);
      kafka.createTopic("open", 1);
      Acls.keepToOthers(admin, ResourceType.TOPIC, "secret");
      Acls.keepToOthers(admin, ResourceType.GROUP, "theirs");
      String servers = "--bootstrapServers=" + kafka.bootstrapServers();

      says("does not let this client use the topic secret", servers, "--topic=secret");
      says(
          "does not let this client use the consumer group",
          servers,
          "--topic=open",
          "--groupId=theirs");

      kafka.createTopic("open.dlq", 1);
      Acls.permitOnly(admin, "open.dlq", AclOperation.DESCRIBE, AclOperation.READ);
      says("does not let this client write to the topic open.dlq", servers, "--topic=open");
    }
  }

  @Test
  void aCollectionOfAnotherVectorSize() throws Exception {
    try (Services services = new Services(folder)) {
      services
          .qdrant
          .createCollectionAsync(
              services.collection,
              VectorParams.newBuilder().setSize(8).setDistance(Distance.Cosine).build())
          .get();

      Services.Outcome outcome = services.run();

      assertThat(outcome.exitCode()).isEqualTo(2);
      assertThat(outcome.err())
          .contains("--collection: The collection \"" + services.collection + "\" ")
          .contains("does not fit: vector size 8, wanted 384: choose another collection");
    }
  }

  @Test
  void aCollectionThatIsMissingAndMayNotBeCreated() throws Exception {
    try (Services services = new Services(folder)) {
      Services.Outcome outcome = services.run("--createCollection=never");

      assertThat(outcome.exitCode()).isEqualTo(2);
      assertThat(outcome.err())
          .contains(
              "--collection: There is no collection \""
                  + services.collection
                  + "\", and it may not be created");
      assertThat(services.qdrant.listCollectionsAsync().get()).isEmpty();
    }
  }

  private static void says(String sentence, String... options) {
    Services.Outcome outcome = Services.runAlone(options);

    assertThat(outcome.err()).contains(sentence).startsWith("VectorStream cannot run: ");
    assertThat(outcome.err().lines()).hasSize(1);
    assertThat(outcome.exitCode()).isEqualTo(2);
  }
}
