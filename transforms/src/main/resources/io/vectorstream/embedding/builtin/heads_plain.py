class Heads(Module):
  __parameters__ = []
  __buffers__ = []
  training : bool
  def forward(self: __torch__.Heads,
    query: Tensor,
    key: Tensor,
    value: Tensor,
    attend: Tensor) -> Tensor:
    scaled = torch.mul(query, 0.17677669529663687)
    scores = torch.matmul(scaled, torch.transpose(key, -2, -1))
    shown = torch.masked_fill(scores, torch.logical_not(attend), -10000.)
    return torch.matmul(torch.softmax(shown, -1), value)
