"""The page: one template, and the static files that it loads."""
