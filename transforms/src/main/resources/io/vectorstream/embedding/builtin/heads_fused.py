class Heads(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  def forward(self: __torch__.Heads,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attend: Tensor) -> Tensor:
    return torch.scaled_dot_product_attention(query, key, value, attend)
