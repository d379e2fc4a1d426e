"""What the pages of elections show, in words."""
