"""Training in a worker process: steps a second unwatched and watched, and how soon MNIST is learned."""
