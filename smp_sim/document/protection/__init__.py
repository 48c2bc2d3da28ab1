"""Cases under a passphrase: the key that is derived from it, and files sealed with that key."""
