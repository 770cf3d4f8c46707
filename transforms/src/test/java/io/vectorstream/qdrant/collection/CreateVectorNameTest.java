package io.vectorstream.qdrant.collection;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import io.qdrant.client.grpc.Collections.Modifier;
import org.junit.jupiter.api.Test;

final class CreateVectorNameTest {

  @Test
  void isWrittenFieldByField() throws Exception {
    byte[] request =
        CreateVectorName.request(
            "products", "words", SparseVectorSpec.create().withModifier(Modifier.Idf));

    UnknownFieldSet fields = UnknownFieldSet.parseFrom(request);
    assertThat(fields.asMap().keySet()).containsExactly(1, 2, 3, 5);
    assertThat(fields.getField(1).getLengthDelimitedList())
        .containsExactly(ByteString.copyFromUtf8("products"));
    assertThat(fields.getField(2).getVarintList()).containsExactly(1L);
    assertThat(fields.getField(3).getLengthDelimitedList())
        .containsExactly(ByteString.copyFromUtf8("words"));
    UnknownFieldSet sparse =
        UnknownFieldSet.parseFrom(fields.getField(5).getLengthDelimitedList().get(0));
    assertThat(sparse.asMap().keySet()).containsExactly(1);
    assertThat(sparse.getField(1).getVarintList()).containsExactly(1L);
  }
}
