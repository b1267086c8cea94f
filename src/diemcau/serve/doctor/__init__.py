"""`diemcau doctor`: look at every part of an installation, and say what to do."""
