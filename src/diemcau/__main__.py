"""`python -m diemcau`: the command, for the supervisor, which must not depend on where scripts are installed."""

from diemcau.cli.main import cli

cli(prog_name="diemcau")
