"""What an article's body is made of."""
