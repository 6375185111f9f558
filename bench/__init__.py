"""Speed and memory, measured beside what a user would pick instead. See README.md."""
