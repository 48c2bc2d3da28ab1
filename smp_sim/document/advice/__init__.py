"""What a practitioner is told about a plan: guard rails and advice, which never block."""
