"""Where the command takes its settings from: flag > environment > profile > default."""
