"""The live room over HTTP."""
