"""Tables, append-only history and outbox; facts without behaviour."""
