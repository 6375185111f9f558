"""What holds for all tests."""

import os

# Tests that run side by side are told the width of a terminal that they do not have.
os.environ.pop("COLUMNS", None)
