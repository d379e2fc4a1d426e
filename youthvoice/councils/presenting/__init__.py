"""What templates show: plain values, already in words."""
