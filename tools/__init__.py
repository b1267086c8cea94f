"""What sets the project up and tests it; standard library only, since nothing is installed yet when it runs."""
