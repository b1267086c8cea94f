"""Set up all that the project needs: `python3 -m tools.setup run` or `… test`. A repeat does only what is left."""
