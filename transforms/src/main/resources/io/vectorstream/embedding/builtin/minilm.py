class Layer(Module):
  __parameters__ = ["query_weight", "query_bias", "key_weight", "key_bias", "value_weight", "value_bias", "attention_weight", "attention_bias", "attention_norm_weight", "attention_norm_bias", "intermediate_weight", "intermediate_bias", "output_weight", "output_bias", "output_norm_weight", "output_norm_bias", ]
  __buffers__ = []
  training : bool
  query_weight : Tensor
  query_bias : Tensor
  key_weight : Tensor
  key_bias : Tensor
  value_weight : Tensor
  value_bias : Tensor
  attention_weight : Tensor
  attention_bias : Tensor
  attention_norm_weight : Tensor
  attention_norm_bias : Tensor
  intermediate_weight : Tensor
  intermediate_bias : Tensor
  output_weight : Tensor
  output_bias : Tensor
  output_norm_weight : Tensor
  output_norm_bias : Tensor
  def forward(self: __torch__.Layer,
    hidden: Tensor,
    attend: Tensor) -> Tensor:
    batch = torch.size(hidden, 0)
    length = torch.size(hidden, 1)
    query = torch.linear(hidden, self.query_weight, self.query_bias)
    key = torch.linear(hidden, self.key_weight, self.key_bias)
    value = torch.linear(hidden, self.value_weight, self.value_bias)
    query_heads = torch.transpose(torch.view(query, [batch, length, 12, 32]), 1, 2)
    key_heads = torch.transpose(torch.view(key, [batch, length, 12, 32]), 1, 2)
    value_heads = torch.transpose(torch.view(value, [batch, length, 12, 32]), 1, 2)
    heads = torch.scaled_dot_product_attention(query_heads, key_heads, value_heads, attend)
    context = torch.reshape(torch.transpose(heads, 1, 2), [batch, length, 384])
    attention = torch.linear(context, self.attention_weight, self.attention_bias)
    attended = torch.layer_norm(torch.add(attention, hidden), [384], self.attention_norm_weight, self.attention_norm_bias, 9.9999999999999998e-13)
    intermediate = torch.gelu(torch.linear(attended, self.intermediate_weight, self.intermediate_bias))
    output = torch.linear(intermediate, self.output_weight, self.output_bias)
    return torch.layer_norm(torch.add(output, attended), [384], self.output_norm_weight, self.output_norm_bias, 9.9999999999999998e-13)
class SentenceEncoder(Module):
  __parameters__ = ["word_embeddings", "position_embeddings", "token_type_embeddings", "norm_weight", "norm_bias", ]
  __buffers__ = []
  training : bool
  word_embeddings : Tensor
  position_embeddings : Tensor
  token_type_embeddings : Tensor
  norm_weight : Tensor
  norm_bias : Tensor
  layer0 : __torch__.Layer
  layer1 : __torch__.Layer
  layer2 : __torch__.Layer
  layer3 : __torch__.Layer
  layer4 : __torch__.Layer
  layer5 : __torch__.Layer
  def forward(self: __torch__.SentenceEncoder,
    input_ids: Tensor,
    attention_mask: Tensor) -> Tensor:
    length = torch.size(input_ids, 1)
    words = torch.embedding(self.word_embeddings, input_ids)
    positions = torch.slice(self.position_embeddings, 0, 0, length)
    token_type = torch.select(self.token_type_embeddings, 0, 0)
    embeddings = torch.add(torch.add(words, token_type), positions)
    hidden = torch.layer_norm(embeddings, [384], self.norm_weight, self.norm_bias, 9.9999999999999998e-13)
    attend = torch.unsqueeze(torch.unsqueeze(torch.ne(attention_mask, 0), 1), 1)
    layer0 = self.layer0
    layer1 = self.layer1
    layer2 = self.layer2
    layer3 = self.layer3
    layer4 = self.layer4
    layer5 = self.layer5
    hidden0 = (layer0).forward(hidden, attend, )
    hidden1 = (layer1).forward(hidden0, attend, )
    hidden2 = (layer2).forward(hidden1, attend, )
    hidden3 = (layer3).forward(hidden2, attend, )
    hidden4 = (layer4).forward(hidden3, attend, )
    hidden5 = (layer5).forward(hidden4, attend, )
    tokens = torch.to(hidden5, 6)
    weights = torch.to(torch.unsqueeze(attention_mask, 2), 6)
    summed = torch.sum(torch.mul(tokens, weights), [1])
    counted = torch.clamp_min(torch.sum(weights, [1]), 1.0000000000000001e-09)
    mean = torch.div(summed, counted)
    norm = torch.clamp_min(torch.norm(mean, 2, [1], True), 9.9999999999999998e-13)
    return torch.div(mean, norm)
