"""Sign-in on another site by OpenID Connect: the authorization code flow with PKCE, state and nonce.

What speaks HTTP or checks signatures is imported inside the functions that need it: a worker in which nobody signs in
this way does not carry it (16 MiB). No function here holds a database transaction while it speaks to another server.
"""
