"""REST: routes translate a request into a call, and its result into an answer."""
