"""What the commands of the command line do; `readiness.cli` declares them."""
