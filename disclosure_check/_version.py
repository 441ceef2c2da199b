"""The version, on its own so that telling it costs no other import."""

VERSION = "0.1.0"
