package io.vectorstream.local.qdrant.payload;

import static io.qdrant.client.ValueFactory.list;
import static io.qdrant.client.ValueFactory.nullValue;
import static io.qdrant.client.ValueFactory.value;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.grpc.StatusRuntimeException;
import io.qdrant.client.grpc.JsonWithInt.Struct;
import io.qdrant.client.grpc.JsonWithInt.Value;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Which payloads are stored in the bytes in which they were sent, and what the others become. */
final class StorablePayloadTest {
  private static final ByteString ONE = value(1).toByteString();
  private static final ByteString TWO = value(2).toByteString();

  @Test
  void whatClientsSendIsStoredAsItIs() throws Exception {
    Map<String, Value> payload = new LinkedHashMap<>();
    payload.put("text", value("Çay 🫖"));
    payload.put("", value(""));
    payload.put("whole", value(-1));
    payload.put("number", value(9.5));
    payload.put("yes", value(true));
    payload.put("no", value(false));
    payload.put("nothing", nullValue());
    payload.put("object", value(Map.of("in", value(Map.of("deeper", value(1L << 40))))));
    payload.put("empty object", value(Map.of()));
    payload.put("list", list(List.of(value("a"), list(List.of()), value(Map.of("b", value(2))))));
    byte[] sent = Struct.newBuilder().putAllFields(payload).build().toByteArray();

    assertThat(StorablePayload.isIn(sent)).isTrue();
    assertThat(PayloadBytes.encode(sent)).isEqualTo(sent);
    assertThat(StorablePayload.isIn(new byte[0])).isTrue();
  }

  @Test
  void whatOtherClientsMaySendIsWrittenAnew() throws Exception {
    becomes(Map.of("a", value(2)), entry(text("a"), ONE), entry(text("a"), TWO));
    becomes(
        Map.of("o", value(Map.of("a", value(2)))),
        entry(text("o"), object(entry(text("a"), ONE), entry(text("a"), TWO))));
    // A key or a value that is the default may be left away.
    becomes(Map.of("", value(1)), UnknownFieldSet.newBuilder().addField(2, bytes(ONE)));
    becomes(
        Map.of("a", value(1)),
        UnknownFieldSet.newBuilder()
            .addField(1, bytes(text("a")))
            .addField(2, bytes(ONE))
            .addField(3, bytes(text("unknown"))));
    becomes(Map.of("a", value(2)), entry(text("a"), ONE.concat(TWO)));
    // The value comes before the key.
    ByteString.Output turned = ByteString.newOutput();
    UnknownFieldSet.newBuilder().addField(2, bytes(ONE)).build().writeTo(turned);
    UnknownFieldSet.newBuilder().addField(1, bytes(text("a"))).build().writeTo(turned);
    becomes(Map.of("a", value(1)), struct(List.of(turned.toByteString())));
  }

  @Test
  void whatIsLargeOrDeepIsWrittenAnew() throws Exception {
    Map<String, Value> large = new LinkedHashMap<>();
    for (int i = 0; i < 101; i++) {
      large.put("key " + i, value(i));
    }
    becomes(large, Struct.newBuilder().putAllFields(large).build().toByteString());
    Value deep = value("bottom");
    for (int depth = 0; depth < 15; depth++) {
      deep = list(List.of(value(Map.of("in", deep))));
    }
    becomes(Map.of("in", deep), Struct.newBuilder().putFields("in", deep).build().toByteString());
  }

  @Test
  void whatIsNoPayloadIsRefused() throws Exception {
    refused("payload values without a kind", entry(text("a"), ByteString.EMPTY));
    refused("cannot convert to json number", entry(text("a"), value(Double.NaN).toByteString()));
    refused("failed to decode", entry(ByteString.copyFrom(new byte[] {(byte) 0xC3}), ONE));
    refused(
        "failed to decode", entry(text("a"), value("long text").toByteString().substring(0, 5)));
  }

  private static void becomes(Map<String, Value> payload, UnknownFieldSet.Builder... entries)
      throws Exception {
    becomes(payload, struct(entries));
  }

  private static void becomes(Map<String, Value> payload, ByteString sent) throws Exception {
    assertThat(StorablePayload.isIn(sent.toByteArray())).isFalse();
    byte[] stored = PayloadBytes.encode(sent.toByteArray());
    assertThat(Struct.parseFrom(stored).getFieldsMap()).isEqualTo(payload);
    assertThat(stored).isEqualTo(Struct.parseFrom(sent).toByteArray());
  }

  private static void refused(String reason, UnknownFieldSet.Builder entry) {
    byte[] sent = struct(entry).toByteArray();
    assertThat(StorablePayload.isIn(sent)).isFalse();
    assertThatThrownBy(() -> PayloadBytes.encode(sent))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining(reason);
  }

  private static ByteString object(UnknownFieldSet.Builder... entries) {
    return UnknownFieldSet.newBuilder()
        .addField(Value.STRUCT_VALUE_FIELD_NUMBER, bytes(struct(entries)))
        .build()
        .toByteString();
  }

  private static ByteString struct(UnknownFieldSet.Builder... entries) {
    List<ByteString> all = new ArrayList<>();
    for (UnknownFieldSet.Builder entry : entries) {
      all.add(entry.build().toByteString());
    }
    return struct(all);
  }

  private static ByteString struct(List<ByteString> entries) {
    UnknownFieldSet.Field.Builder fields = UnknownFieldSet.Field.newBuilder();
    entries.forEach(fields::addLengthDelimited);
    return UnknownFieldSet.newBuilder().addField(1, fields.build()).build().toByteString();
  }

  private static UnknownFieldSet.Builder entry(ByteString key, ByteString value) {
    return UnknownFieldSet.newBuilder().addField(1, bytes(key)).addField(2, bytes(value));
  }

  private static UnknownFieldSet.Field bytes(ByteString content) {
    return UnknownFieldSet.Field.newBuilder().addLengthDelimited(content).build();
  }

  private static ByteString text(String text) {
    return ByteString.copyFromUtf8(text);
  }
}
