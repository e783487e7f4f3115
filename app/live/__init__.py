"""The live socket: drawings and commands in; readings, frames, states and errors out."""
