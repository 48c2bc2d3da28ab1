"""The practice's own cases: found by client code, kept in one folder, deleted for good."""
