"""What a picture goes through before it is kept, whoever sends it and however."""
