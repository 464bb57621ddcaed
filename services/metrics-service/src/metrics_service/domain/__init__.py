"""What the facts of one child come to: the history folded from them and the cases judged from it. Pure."""
