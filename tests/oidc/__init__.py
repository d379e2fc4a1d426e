"""Real OpenID Connect servers, as processes of their own: a well-behaved one, and one that can be told to misbehave."""
