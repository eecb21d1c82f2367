"""`consent list` and `withdraw`: what people have agreed to, and how they take it back."""
