"""The rules of pools of money for the young: what may be applied for, how money moves, and how it is decided."""
