"""The letters of the scripts, as parts of regular expressions."""

SMALL = "a-zß-öø-ɏ"  # Latin, in lower case, with accents
LARGE = "A-ZÀ-ÖØ-Þ"
