class Norm(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  weight : Tensor
  bias : Tensor
  def __getstate__(self: __torch__.Norm) -> Tuple[Tensor, Tensor, int]:
    ops.prim.RaiseException("a prepared model is not saved again")
    return (self.weight, self.bias, 6)
  def __setstate__(self: __torch__.Norm,
    state: Tuple[Tensor, Tensor, int]) -> NoneType:
    weight, bias, type, = state
    self.training = False
    self.weight = torch.to(weight, type)
    self.bias = torch.to(bias, type)
    return None
  def forward(self: __torch__.Norm,
    x: Tensor) -> Tensor:
    return torch.layer_norm(x, [384], self.weight, self.bias, 9.9999999999999998e-13)
class Layer(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  compute_type : int
  attention_type : int
  heads : __torch__.Heads
  query_key_value : __torch__.Linear
  attention : __torch__.Linear
  attention_norm : __torch__.Norm
  intermediate : __torch__.Linear
  output : __torch__.Linear
  output_norm : __torch__.Norm
  def forward(self: __torch__.Layer,
    hidden: Tensor,
    attend: Tensor) -> Tensor:
    batch = torch.size(hidden, 0)
    length = torch.size(hidden, 1)
    attention_heads = self.heads
    query_key_value_linear = self.query_key_value
    attention_linear = self.attention
    attention_norm = self.attention_norm
    intermediate_linear = self.intermediate
    output_linear = self.output
    output_norm = self.output_norm
    joined = torch.to((query_key_value_linear).forward(hidden, ), self.attention_type)
    heads = torch.permute(torch.view(joined, [batch, length, 3, 12, 32]), [2, 0, 3, 1, 4])
    query = torch.select(heads, 0, 0)
    key = torch.select(heads, 0, 1)
    value = torch.select(heads, 0, 2)
    attended_heads = (attention_heads).forward(query, key, value, attend, )
    context = torch.to(torch.reshape(torch.transpose(attended_heads, 1, 2), [batch, length, 384]), self.compute_type)
    attention = (attention_linear).forward(context, )
    attended = (attention_norm).forward(torch.add_(attention, hidden), )
    intermediate = (intermediate_linear).gelu(attended, )
    output = (output_linear).forward(intermediate, )
    return (output_norm).forward(torch.add_(output, attended), )
class SentenceEncoder(Module):
  __parameters__ = ["word_embeddings", "position_embeddings", "token_type_embeddings", ]
  __buffers__ = []
  training : bool
  compute_type : int
  word_embeddings : Tensor
  position_embeddings : Tensor
  token_type_embeddings : Tensor
  norm : __torch__.Norm
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
    norm = self.norm
    hidden = torch.to((norm).forward(embeddings, ), self.compute_type)
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
    norms = torch.clamp_min(torch.norm(mean, 2, [1], True), 9.9999999999999998e-13)
    return torch.div(mean, norms)
