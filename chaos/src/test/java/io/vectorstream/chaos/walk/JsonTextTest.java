package io.vectorstream.chaos.walk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonTextTest {

  @Test
  void writesWhatItIsGiven() {
    Map<String, Object> object = new LinkedHashMap<>();
    object.put("a \"b\"\\", Arrays.asList(1L, 2.5, true, null));
    object.put("", new JsonToken("1e3", 1000.0));
    object.put("n\u0000", "\n\u00E9");

    assertThat(JsonText.bytes(object))
        .isEqualTo(
            utf8(
                "{\"a \\\"b\\\"\\\\\":[1,2.5,true,null],\"\":1e3,\"n\\u0000\":\"\\u000a\u00E9\"}"));
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
