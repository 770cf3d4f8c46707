package io.vectorstream.embedding.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vectorstream.embedding.EmbeddingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelFolderTest {

  @TempDir private Path cache;
  @TempDir private Path folder;

  private ModelFolder find(String address) {
    return ModelFolder.find(ModelSpec.of(address).withCacheFolder(cache.toString()));
  }

  private void refuses(String address, String message) {
    assertThatThrownBy(() -> find(address))
        .isInstanceOf(EmbeddingException.class)
        .hasMessage(message);
  }

  @Test
  void aFolderHoweverItsAddressIsWritten() throws Exception {
    Path spaced = folder.resolve("my models");
    TestModels.write(spaced);
    for (String address :
        List.of("file:" + spaced, "file://" + spaced, spaced.toUri().toString())) {
      ModelFolder found = find(address);

      assertThat(found.path()).as(address).isEqualTo(spaced);
      assertThat(found.file())
          .isEqualTo(new ModelFile(spaced.resolve("mine.pt"), ModelEngine.PYTORCH));
      assertThat(found.tokenizer()).isEqualTo(spaced.resolve("tokenizer.json"));
    }
  }

  @Test
  void aZipIsUnpackedOnceForItsContent() throws Exception {
    Path archive = folder.resolve("shoes.zip");
    TestModels.zip(archive, "");
    ModelFolder found = find("file:" + archive);

    assertThat(found.path().getParent()).isEqualTo(cache);
    assertThat(found.path().getFileName().toString()).matches("shoes-[0-9a-f]{12}");
    assertThat(found.path().resolve("1_Pooling/config.json")).exists();
    assertThat(find("file:" + archive).path()).isEqualTo(found.path());

    TestModels.zip(archive, Map.of("mine.pt", "others", "tokenizer.json", "{}"));
    ModelFolder other = find("file:" + archive);
    assertThat(other.path()).isNotEqualTo(found.path());
    assertThat(other.revision()).isNotEqualTo(found.revision());
  }

  @Test
  void aZipMayHaveItsFilesInAFolder() throws Exception {
    Path archive = folder.resolve("shoes.zip");
    TestModels.zip(archive, "inner/");

    assertThat(find("file:" + archive).path()).hasFileName("inner");
  }

  @Test
  void anUnpackedFileThatWasDamagedIsUnpackedAgain() throws Exception {
    Path archive = folder.resolve("shoes.zip");
    TestModels.zip(archive, "");
    Path config = find("file:" + archive).path().resolve("1_Pooling/config.json");
    Files.writeString(config, "{}");

    find("file:" + archive);
    assertThat(config).hasContent("{\"pooling_mode_cls_token\": true}");
  }

  @Test
  void aZipCannotWriteElsewhere() throws Exception {
    Path archive = folder.resolve("evil.zip");
    for (String name : List.of("../out.txt", "/out.txt", "a/../../out.txt")) {
      TestModels.zip(archive, Map.of(name, "out"));
      refuses(
          "file:" + archive,
          "The model file:"
              + archive
              + " is not available: the zip has an entry that leads out of it, "
              + name
              + ".");
    }
    try (Stream<Path> files = Files.walk(cache)) {
      assertThat(files.filter(Files::isRegularFile))
          .allMatch(file -> file.toString().endsWith(".lock"));
    }
    assertThat(Path.of("/out.txt")).doesNotExist();
  }

  @Test
  void whatIsNoModelIsSaidInASentence() throws Exception {
    Path text = Files.writeString(folder.resolve("model.txt"), "text");
    Path archive = Files.writeString(folder.resolve("model.zip"), "text");
    refuses(
        "file:" + text,
        "The model file:"
            + text
            + " is not available: "
            + text
            + " is no folder, and neither a .zip nor a .pt or .onnx file.");
    assertThatThrownBy(() -> find("file:" + archive))
        .hasMessageContaining("is not available: it is not a zip (");
    refuses(
        "file:models/mine",
        "The model file:models/mine is not available: the path has to be absolute, since workers have"
            + " folders of their own.");
    for (String address : List.of("mine", "builtin:other", "ftp://host/model.zip", "hf:mine")) {
      assertThatThrownBy(() -> find(address))
          .hasMessageStartingWith("There is no model \"" + address + "\": accepted are ");
    }
  }

  @Test
  void theModelFileIsTheOneThatTheSettingsName() throws Exception {
    TestModels.write(folder);
    Files.writeString(folder.resolve("model.pt"), "");
    Files.writeString(folder.resolve("graph.onnx"), "");
    assertThat(find("file:" + folder).file().path()).hasFileName("model.pt");

    Path settings = folder.resolve("serving.properties");
    Files.writeString(settings, "option.modelName=mine");
    assertThat(find("file:" + folder).file().path()).hasFileName("mine.pt");
    Files.createDirectory(folder.resolve("onnx"));
    Files.writeString(folder.resolve("onnx/small.onnx"), "");
    for (String name : List.of("small", "onnx/small", "onnx/small.onnx")) {
      Files.writeString(settings, "option.modelName=" + name);
      assertThat(find("file:" + folder).file().path()).hasFileName("small.onnx");
    }
    Files.delete(folder.resolve("onnx/small.onnx"));
    Files.writeString(settings, "engine=OnnxRuntime");
    assertThat(find("file:" + folder).file().path()).hasFileName("graph.onnx");
    Files.writeString(settings, "option.modelName=other\nengine=PyTorch");
    refuses(
        "file:" + folder,
        "The model file:" + folder + " has no TorchScript model (other.pt) in " + folder + ".");
    Files.writeString(settings, "engine=Rust");
    refuses(
        "file:" + folder,
        "The model file:"
            + folder
            + " wants the engine Rust ("
            + settings
            + "); there are PyTorch and OnnxRuntime.");
  }

  @Test
  void severalFilesWithoutAnyTellingAreRefused() throws Exception {
    TestModels.write(folder);
    Files.createDirectory(folder.resolve("onnx"));
    Files.writeString(folder.resolve("onnx/graph.onnx"), "");
    refuses(
        "file:" + folder,
        "The model file:"
            + folder
            + " has several model files (mine.pt, onnx/graph.onnx): name one of them in the"
            + " address, or as option.modelName in its serving.properties.");
  }

  @Test
  void theNameIsWhatSaysMost() throws Exception {
    Path shoes = folder.resolve("shoes");
    TestModels.write(shoes);
    assertThat(find("file:" + shoes).name()).isEqualTo("mine");

    Files.move(shoes.resolve("mine.pt"), shoes.resolve("model.pt"));
    assertThat(find("file:" + shoes).name()).isEqualTo("shoes");
    assertThat(find("file:" + shoes + "/").name()).isEqualTo("shoes");
    assertThat(find("file:" + shoes + "/model.pt").name()).isEqualTo("shoes");

    Path archive = folder.resolve("boots.zip");
    TestModels.zip(archive, Map.of("model.pt", "", "tokenizer.json", "{}"));
    assertThat(find("file:" + archive).name()).isEqualTo("boots");
  }

  @Test
  void theRevisionChangesWithWhatMakesTheVectors() throws IOException {
    TestModels.write(folder);
    String first = find("file:" + folder).revision();
    Files.writeString(folder.resolve("README.md"), "text");
    assertThat(find("file:" + folder).revision()).isEqualTo(first).matches("[0-9a-f]{16}");

    Files.writeString(folder.resolve("tokenizer.json"), "{ }");
    String second = find("file:" + folder).revision();
    Files.writeString(folder.resolve("mine.pt"), "others");

    assertThat(List.of(first, second, find("file:" + folder).revision())).doesNotHaveDuplicates();
  }
}
